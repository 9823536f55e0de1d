import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { STYLE } from "./style.ts";

/** The rendered text of a template; awaited by whoever sends it. */
export type Html = ReturnType<typeof html>;

/** Asks now and then whether something has come, keeps "2 min ago" true, and leaves a person who types alone. */
const REFRESH = `
const { version } = document.body.dataset;
const loadedMs = Date.now();
setInterval(async () => {
  const field = document.querySelector("input");
  if (document.hidden || (field && field.value !== field.defaultValue)) return;
  const now = await fetch("/inbox/version").then((answer) => answer.text()).catch(() => version);
  if (now !== version || Date.now() - loadedMs > 60_000) location.reload();
}, 2_000);`;

/** Byte for byte what the policy has the hash of. */
const SCRIPT = raw(`<script>${REFRESH}</script>`);

/** What may run and load: our style and the one script above, whatever a mail brings along. A mail's frame inherits it. */
const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(REFRESH).digest("base64")}'`,
  "style-src 'unsafe-inline'",
  "img-src data: https: http://localhost:* http://127.0.0.1:*",
  "font-src data: https:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-src 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join("; ");

export const PAGE_HEADERS = {
  "content-security-policy": POLICY,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** @param version what the page was made from: when it changes, the page loads anew. Absent: it stays as it is. */
export function layout(title: string, content: Html, version?: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body data-version="${version ?? ""}">
        <div class="page">
          <header class="top">
            ${MARK}
            <a class="brand" href="/inbox">Local inbox</a>
            <p class="local">In place of Resend. Nothing leaves this machine.</p>
          </header>
          <main>${content}</main>
        </div>
        ${version === undefined ? "" : SCRIPT}
      </body>
    </html>`;
}

/** Nine cells; the one of notifications has its colour. */
const MARK = raw(
  `<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${[0, 1, 2]
    .flatMap((row) => [0, 1, 2].map((column) => ({ row, column })))
    .map(({ row, column }) => {
      const fill = row === 0 && column === 2 ? "var(--mark)" : "var(--line)";
      return `<rect x="${column * 7}" y="${row * 7}" width="6" height="6" rx="1.5" fill="${fill}"/>`;
    })
    .join("")}</svg>`,
);
