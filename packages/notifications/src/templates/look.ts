import type { CSSProperties } from "react";

/** The product's colours (apps/web/ui/tokens.css) in the notation that every mail program reads. */
const LIGHT = {
  canvas: "#fcfbf8",
  panel: "#fffefe",
  line: "#dbd9d4",
  ink: "#1c1a16",
  soft: "#4a4742",
  faint: "#67645f",
  accent: "#243bb2",
  onAccent: "#fbfcfd",
};
const DARK = {
  ...LIGHT,
  canvas: "#100f0d",
  panel: "#161513",
  line: "#353431",
  ink: "#eeede9",
  soft: "#c0bdb8",
  faint: "#a19e98",
  accent: "#4363d6",
  link: "#9fb9fc",
};

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const paragraph = { fontFamily: FONT, fontSize: "16px", lineHeight: "26px" } satisfies CSSProperties;
const small = { fontFamily: FONT, fontSize: "14px", lineHeight: "22px" } satisfies CSSProperties;
const cell = { width: "6px", height: "6px", fontSize: "1px", lineHeight: "6px", borderRadius: "2px" } as const;

export const LOOK = {
  canvas: { backgroundColor: LIGHT.canvas, margin: "0", padding: "0" },
  column: { width: "100%", maxWidth: "560px", margin: "0 auto", padding: "32px 16px" },
  header: { padding: "0 8px 20px" },
  mark: { borderCollapse: "separate", borderSpacing: "1px" },
  cell: { ...cell, backgroundColor: LIGHT.ink },
  lit: { ...cell, backgroundColor: LIGHT.accent },
  name: { fontFamily: FONT, fontSize: "16px", fontWeight: 600, color: LIGHT.ink, paddingLeft: "8px" },
  panel: {
    backgroundColor: LIGHT.panel,
    border: `1px solid ${LIGHT.line}`,
    borderRadius: "10px",
    padding: "32px 32px 24px",
  },
  heading: {
    fontFamily: FONT,
    fontSize: "24px",
    lineHeight: "32px",
    fontWeight: 600,
    color: LIGHT.ink,
    margin: "0 0 12px",
    overflowWrap: "anywhere",
  },
  lead: { ...paragraph, color: LIGHT.ink, margin: "0 0 24px", overflowWrap: "anywhere" },
  action: {
    ...paragraph,
    fontWeight: 600,
    lineHeight: "24px",
    color: LIGHT.onAccent,
    backgroundColor: LIGHT.accent,
    borderRadius: "6px",
    padding: "10px 20px",
    textDecoration: "none",
  },
  note: { ...small, color: LIGHT.soft, margin: "0 0 8px", overflowWrap: "anywhere" },
  alternative: { ...small, color: LIGHT.soft, margin: "20px 0 0" },
  codeLabel: { ...small, color: LIGHT.soft, margin: "0 0 4px" },
  code: {
    fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
    fontSize: "28px",
    lineHeight: "36px",
    fontWeight: 600,
    letterSpacing: "4px",
    color: LIGHT.ink,
    margin: "0 0 24px",
  },
  link: { color: LIGHT.accent, textDecoration: "underline" },
  line: { border: "none", borderTop: `1px solid ${LIGHT.line}`, margin: "28px 0 16px" },
  footer: { ...small, fontSize: "13px", lineHeight: "20px", color: LIGHT.faint, margin: "16px 8px 0" },
} satisfies Record<string, CSSProperties>;

/** The component for the body paints a cell of its own inside, hence the second selector. Programs that know dark mode but not this turn the light colours themselves; none of them vanishes then. */
export const DARK_MODE = `@media (prefers-color-scheme: dark) {
.canvas, .canvas > table > tbody > tr > td { background-color: ${DARK.canvas} !important; }
.panel { background-color: ${DARK.panel} !important; border-color: ${DARK.line} !important; }
.ink { color: ${DARK.ink} !important; }
.soft { color: ${DARK.soft} !important; }
.faint { color: ${DARK.faint} !important; }
.line { border-color: ${DARK.line} !important; }
.action { background-color: ${DARK.accent} !important; color: ${DARK.onAccent} !important; }
.link { color: ${DARK.link} !important; }
.cell { background-color: ${DARK.ink} !important; }
.lit { background-color: ${DARK.link} !important; }
}`;
