import { ImageResponse } from "next/og";
import type { LandingCopy } from "./copy/landing.ts";
import type { SiteCopy } from "./copy/site.ts";
import { SOCIAL_IMAGE } from "./social-image-size.ts";
import { STATE, SYSTEMS, type SystemName } from "./systems.ts";

/** The washes and marks of ui/tokens.css in the light theme, which an image can not ask for. */
const HUE: Readonly<Record<SystemName, { readonly wash: string; readonly mark: string }>> = {
  identity: { wash: "#e6f1ff", mark: "#6187c5" },
  billing: { wash: "#f3edff", mark: "#877cbd" },
  notifications: { wash: "#fbeaf5", mark: "#a871a0" },
  workflows: { wash: "#fdebea", mark: "#b8706f" },
  observability: { wash: "#fbeee2", mark: "#b0774a" },
  marketing: { wash: "#f4f2dd", mark: "#91863d" },
  media: { wash: "#e6f5e5", mark: "#669459" },
  testing: { wash: "#e0f6f1", mark: "#2f988a" },
  "ops-safety": { wash: "#dff4fc", mark: "#2b93b3" },
};

interface SocialImageOptions {
  readonly site: Pick<SiteCopy, "name">;
  readonly landing: Pick<LandingCopy, "promise" | "systems">;
}

/** The promise, and the nine systems as full as they are today. */
export function drawSocialImage({ site, landing }: SocialImageOptions): ImageResponse {
  return new ImageResponse(
    <div
      style={{
        display: "flex",
        width: "100%",
        height: "100%",
        background: "#fbfaf8",
        color: "#1c1a17",
        padding: 72,
        justifyContent: "space-between",
        alignItems: "stretch",
      }}
    >
      <div style={{ display: "flex", flexDirection: "column", justifyContent: "space-between", width: 500 }}>
        <div style={{ display: "flex", fontSize: 32 }}>{site.name}</div>
        <div style={{ display: "flex", fontSize: 64, lineHeight: 1.08, letterSpacing: -2 }}>{landing.promise}</div>
      </div>
      <div style={{ display: "flex", flexWrap: "wrap", width: 486, height: 486, gap: 12 }}>
        {SYSTEMS.map((system) => (
          <div
            key={system}
            style={{
              display: "flex",
              alignItems: "flex-end",
              width: 154,
              height: 154,
              padding: 14,
              borderRadius: 14,
              fontSize: 19,
              background: STATE[system] === "works" ? HUE[system].wash : "transparent",
              border: `2px ${STATE[system] === "none" ? "dashed" : "solid"} ${borderColour(system)}`,
            }}
          >
            {landing.systems[system].name}
          </div>
        ))}
      </div>
    </div>,
    SOCIAL_IMAGE,
  );
}

function borderColour(system: SystemName): string {
  if (STATE[system] === "works") return HUE[system].wash;
  return STATE[system] === "part" ? HUE[system].mark : "#e2dfd9";
}
