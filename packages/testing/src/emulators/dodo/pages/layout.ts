import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { STYLE } from "../../resend/pages/style.ts";

/** The rendered text of a template; awaited by whoever sends it. */
export type Html = ReturnType<typeof html>;

/** Asks now and then whether something has happened. */
const REFRESH = `
const { version } = document.body.dataset;
setInterval(async () => {
  if (document.hidden) return;
  const now = await fetch("/dashboard/version").then((answer) => answer.text()).catch(() => version);
  if (now !== version) location.reload();
}, 2_000);`;

/** Byte for byte what the policy has the hash of. */
const SCRIPT = raw(`<script>${REFRESH}</script>`);

/** @param leads where a form may lead in the end: browsers hold redirects to the same rule. */
function policy(leads: readonly string[]): string {
  const origins = leads.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);
  return [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(REFRESH).digest("base64")}'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "connect-src 'self'",
    ["form-action 'self'", ...new Set(origins)].join(" "),
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export interface Page {
  readonly title: string;
  readonly content: Html;
  /** What the page was made from: when it changes, the page loads anew. Absent: it stays as it is. */
  readonly version?: string;
  readonly leads?: readonly string[];
}

export async function send({ title, content, version, leads = [] }: Page, status = 200): Promise<Response> {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy(leads),
    // A form that is sent without saying where from would be taken for another site's.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return new Response(String(await layout(title, content, version)), { status, headers });
}

function layout(title: string, content: Html, version?: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}: local payments</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE + OWN)}
        </style>
      </head>
      <body data-version="${version ?? ""}">
        <div class="page">
          <header class="top">
            ${MARK}
            <a class="brand" href="/dashboard">Local payments</a>
            <p class="local">In place of Dodo Payments. No money moves.</p>
          </header>
          <main>${content}</main>
        </div>
        ${version === undefined ? "" : SCRIPT}
      </body>
    </html>`;
}

/** A page that says one thing. */
export function notice(title: string, words: string, link?: { readonly href: string; readonly text: string }): Page {
  const content = html`<div class="head"><h1>${title}</h1></div>
    <div class="panel empty">
      <p>${words}</p>
      ${link === undefined ? "" : html`<a class="button" href="${link.href}">${link.text}</a>`}
    </div>`;
  return { title, content };
}

/** Nine cells; the one of billing has its colour. */
const MARK = raw(
  `<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${[0, 1, 2]
    .flatMap((row) => [0, 1, 2].map((column) => ({ row, column })))
    .map(({ row, column }) => {
      const fill = row === 0 && column === 1 ? "var(--money)" : "var(--line)";
      return `<rect x="${column * 7}" y="${row * 7}" width="6" height="6" rx="1.5" fill="${fill}"/>`;
    })
    .join("")}</svg>`,
);

const OWN = `
:root {
  --money: light-dark(oklch(0.62 0.1 150), oklch(0.74 0.1 150));
  --good-ink: light-dark(oklch(0.42 0.1 150), oklch(0.82 0.11 150));
  --good-wash: light-dark(oklch(0.96 0.03 150), oklch(0.25 0.04 150));
}
.chip.good { color: var(--good-ink); background: var(--good-wash); }
.chip.quiet { color: var(--ink-soft); background: var(--well); }
h2 { font-size: 1rem; line-height: 1.625rem; font-weight: 600; margin: 32px 0 8px; }
h2 .count { margin-left: 8px; font-size: 0.8125rem; font-weight: 400; line-height: inherit; }
.item { padding: 12px 16px; }
.line { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; justify-content: space-between; }
.line > :first-child { min-width: 0; overflow-wrap: anywhere; }
.acts { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.told > .soft { margin-left: auto; }
.told button, .acts button { height: 32px; padding: 0 12px; font-size: 0.8125rem; }
.none { color: var(--ink-soft); padding: 16px; }
.mono { font: 0.75rem/1.25rem var(--mono); }
.pay { max-width: 28rem; margin: 0 auto; }
.price { font-size: 2rem; line-height: 2.5rem; letter-spacing: -0.02em; font-weight: 600; font-variant-numeric: tabular-nums; }
.pay .field { max-width: none; margin-bottom: 16px; }
fieldset { border: 0; padding: 0; margin: 0 0 16px; min-width: 0; }
legend { font-weight: 500; margin-bottom: 4px; padding: 0; }
.card {
  display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 12px; padding: 8px 12px; margin: 0 0 8px;
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer; font-weight: 400;
}
.card:has(:checked) { border-color: var(--accent-ink); background: var(--well); }
.card input { width: 16px; height: 16px; margin: 3px 0 0; accent-color: var(--accent); grid-row: span 2; }
.card .soft { font-size: 0.8125rem; line-height: 1.25rem; }
.number { font-variant-numeric: tabular-nums; }
.pay button { width: 100%; justify-content: center; }
.first { background: var(--accent); border-color: var(--accent); color: oklch(0.99 0.002 268); }
.first:hover { background: light-dark(oklch(0.37 0.19 268), oklch(0.58 0.18 268)); }
.after { text-align: center; margin-top: 16px; }`;
