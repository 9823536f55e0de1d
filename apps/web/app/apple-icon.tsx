import { ImageResponse } from "next/og";

export const size = { width: 180, height: 180 };
export const contentType = "image/png";

const CELLS = ["a", "b", "c", "d", "centre", "f", "g", "h", "i"];

/** The mark on a ground of its own, since a home screen may be any colour. Drawn when the app is built. */
export default function AppleIcon() {
  return new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", background: "#fbfaf8", padding: 33 }}>
      <div style={{ display: "flex", flexWrap: "wrap", gap: 9 }}>
        {CELLS.map((cell) => (
          <div
            key={cell}
            style={{ width: 32, height: 32, borderRadius: 8, background: cell === "centre" ? "#2a3bc0" : "#1c1a17" }}
          />
        ))}
      </div>
    </div>,
    size,
  );
}
