import { html, raw } from "hono/html";
import { STYLE } from "../../resend/pages/style.ts";

/** The rendered text of a template; awaited by whoever sends it. */
export type Html = ReturnType<typeof html>;

/** Nothing runs here, and pictures come from this page's own origin. */
export const PAGE_HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Loads itself anew, which keeps "2 min ago" true and shows what has come. */
const REFRESH_SECONDS = 10;

export function layout(title: string, content: Html, { refreshes = false } = {}): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refreshes ? html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}" />` : ""}
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}${raw(LIBRARY_STYLE)}
        </style>
      </head>
      <body>
        <div class="page">
          <header class="top">
            ${MARK}
            <a class="brand" href="/library">Local media library</a>
            <p class="local">In place of ImageKit. Nothing leaves this machine.</p>
          </header>
          <main>${content}</main>
        </div>
      </body>
    </html>`;
}

const LIBRARY_STYLE = `
:root { --mark: light-dark(oklch(0.6 0.11 200), oklch(0.74 0.1 200)); }
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

/** Nine cells; the one of media has its colour. */
const MARK = raw(
  `<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${[0, 1, 2]
    .flatMap((row) => [0, 1, 2].map((column) => ({ row, column })))
    .map(({ row, column }) => {
      const fill = row === 2 && column === 0 ? "var(--mark)" : "var(--line)";
      return `<rect x="${column * 7}" y="${row * 7}" width="6" height="6" rx="1.5" fill="${fill}"/>`;
    })
    .join("")}</svg>`,
);
