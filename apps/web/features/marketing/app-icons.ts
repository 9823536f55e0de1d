/** The icons of app/manifest.ts, under `/icons/<name>`. */
export const APP_ICONS = [
  { name: "192.png", sizePx: 192, margin: 0.14, purpose: "any" },
  { name: "512.png", sizePx: 512, margin: 0.14, purpose: "any" },
  // Systems cut these round; what matters lies within the inner 80 % (https://www.w3.org/TR/appmanifest/#icon-masks).
  { name: "maskable-512.png", sizePx: 512, margin: 0.24, purpose: "maskable" },
] as const;
