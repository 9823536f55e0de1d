import type { Shell } from "../../pages/shell.ts";

const STYLE = `
.files { list-style: none; padding: 0; display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); }
.file { display: block; color: inherit; text-decoration: none; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.file:hover { background: var(--well); }
.thumb { display: grid; place-items: center; height: 10rem; overflow: hidden; background: var(--well); border-bottom: 1px solid var(--line); color: var(--ink-faint); font: 0.8125rem var(--mono); }
.thumb img { display: block; width: 100%; height: 10rem; object-fit: contain; }
.about { display: block; padding: 12px 16px; }
.about span { display: block; }
.preview { display: grid; place-items: center; padding: 16px; margin-bottom: 16px; background: var(--well); border: 1px solid var(--line); border-radius: 10px; }
.preview img { display: block; max-width: 100%; max-height: 24rem; }
`;

/** Pictures come from the pages' own origin. */
export const SHELL = {
  brand: "Local media library",
  home: "/library",
  words: "In place of ImageKit. Nothing leaves this machine.",
  system: "media",
  style: STYLE,
  loads: ["img-src 'self' data:"],
} as const satisfies Shell;
