import { ImageResponse } from "next/og";

const CELLS = ["a", "b", "c", "d", "centre", "f", "g", "h", "i"];
/** The values of ui/tokens.css in the light theme, which an image can not ask for. */
const COLOUR = { ground: "#fbfaf8", cell: "#1c1a17", centre: "#2a3bc0" } as const;

interface IconOptions {
  readonly sizePx: number;
  /** How much of each side stays free, as a share of the whole: an icon that is cut round needs more. */
  readonly margin: number;
}

/** The mark on a ground of its own, since a home screen may be any colour. */
export function drawIcon({ sizePx, margin }: IconOptions): ImageResponse {
  const space = Math.round(sizePx * margin);
  const inner = sizePx - 2 * space;
  const gap = inner / 12;
  const cell = (inner - 2 * gap) / 3;
  return new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", background: COLOUR.ground, padding: space }}>
      <div style={{ display: "flex", flexWrap: "wrap", gap }}>
        {CELLS.map((name) => (
          <div
            key={name}
            style={{
              width: cell,
              height: cell,
              borderRadius: cell / 4,
              background: name === "centre" ? COLOUR.centre : COLOUR.cell,
            }}
          />
        ))}
      </div>
    </div>,
    { width: sizePx, height: sizePx },
  );
}
