import { ImageResponse } from "next/og";
import type { ContentPage } from "../../content.ts";
import type { SiteCopy } from "./copy/site.ts";
import { SOCIAL_IMAGE } from "./social-image-size.ts";

interface PageImageCopy {
  readonly site: Pick<SiteCopy, "name" | "docs" | "blog" | "changelog">;
}

const CELLS = ["a", "b", "c", "d", "centre", "f", "g", "h", "i"];

/** The title of a page under our mark: what a link to it looks like where it is shared. */
export function drawPageImage({ title, description, collection }: ContentPage, { site }: PageImageCopy): ImageResponse {
  return new ImageResponse(
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        background: "#fbfaf8",
        color: "#1c1a17",
        padding: 72,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 20, fontSize: 32 }}>
        <div style={{ display: "flex", flexWrap: "wrap", width: 46, gap: 5 }}>
          {CELLS.map((name) => (
            <div
              key={name}
              style={{ width: 12, height: 12, borderRadius: 3, background: name === "centre" ? "#2a3bc0" : "#1c1a17" }}
            />
          ))}
        </div>
        <span>{site.name}</span>
        <span style={{ color: "#6b6862" }}>{site[collection]}</span>
      </div>
      <div style={{ display: "flex", flexDirection: "column", gap: 24 }}>
        <div style={{ display: "flex", fontSize: 68, lineHeight: 1.1, letterSpacing: -2 }}>{title}</div>
        <div style={{ display: "flex", fontSize: 30, lineHeight: 1.4, color: "#4b4843" }}>{description}</div>
      </div>
    </div>,
    SOCIAL_IMAGE,
  );
}
