import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { STYLE } from "../resend/pages/style.ts";

/** The rendered text of a template; awaited by whoever sends it. */
export type Html = ReturnType<typeof html>;

export interface Frame {
  /** `Local events`. */
  readonly brand: string;
  readonly home: string;
  readonly vendor: string;
}

/** Asks now and then whether something has come, keeps "2 min ago" true, and leaves a person who types alone. */
const REFRESH = `
const { version, versionUrl } = document.body.dataset;
const loadedMs = Date.now();
setInterval(async () => {
  const field = document.querySelector("input");
  if (document.hidden || (field && field.value !== field.defaultValue)) return;
  const now = await fetch(versionUrl).then((answer) => answer.text()).catch(() => version);
  if (now !== version || Date.now() - loadedMs > 60_000) location.reload();
}, 2_000);`;

/** Byte for byte what the policy has the hash of. */
const SCRIPT = raw(`<script>${REFRESH}</script>`);

const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(REFRESH).digest("base64")}'`,
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": POLICY,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Beside the inbox's: its colour, and what a table of facts and a stack need. */
const OWN_STYLE = `
:root { --mark: light-dark(oklch(0.62 0.1 55), oklch(0.74 0.1 55)); }
.mono { font: 0.8125rem/1.25rem var(--mono); }
.head h1.mono { font: 600 1.25rem/1.75rem var(--mono); letter-spacing: 0; }
.section { margin-top: 24px; }
.section h2 { font-size: 1rem; line-height: 1.625rem; font-weight: 600; margin-bottom: 8px; }
.section p { color: var(--ink-soft); margin-bottom: 8px; }
.frames .ours { color: var(--ink); }
.frames .theirs { color: var(--ink-faint); }
`;

interface Page {
  readonly title: string;
  readonly content: Html;
  /** What the page was made from: when it changes, the page loads anew. Absent: it stays as it is. */
  readonly version?: string;
}

/** A page in the look of the inbox. */
export async function sendPage(frame: Frame, { title, content, version }: Page, status = 200): Promise<Response> {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}: ${frame.brand.toLowerCase()}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}${raw(OWN_STYLE)}
        </style>
      </head>
      <body data-version="${version ?? ""}" data-version-url="${frame.home}/version">
        <div class="page">
          <header class="top">
            ${MARK}
            <a class="brand" href="${frame.home}">${frame.brand}</a>
            <p class="local">In place of ${frame.vendor}. Nothing leaves this machine.</p>
          </header>
          <main>${content}</main>
        </div>
        ${version === undefined ? "" : SCRIPT}
      </body>
    </html>`;
  return new Response(String(await page), { status, headers: HEADERS });
}

/** Nine cells; the one of observability has its colour. */
const MARK = raw(
  `<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">${[0, 1, 2]
    .flatMap((row) => [0, 1, 2].map((column) => ({ row, column })))
    .map(({ row, column }) => {
      const fill = row === 1 && column === 1 ? "var(--mark)" : "var(--line)";
      return `<rect x="${column * 7}" y="${row * 7}" width="6" height="6" rx="1.5" fill="${fill}"/>`;
    })
    .join("")}</svg>`,
);

interface SearchField {
  readonly action: string;
  readonly label: string;
  readonly value: string;
  readonly count: string;
}

export function searchForm({ action, label, value, count }: SearchField): Html {
  return html`<form class="tools" action="${action}" role="search">
    <div class="field">
      <label for="q">${label}</label>
      <input id="q" name="q" type="search" value="${value}" autocomplete="off" spellcheck="false" />
    </div>
    <button>Search</button>
    ${value === "" ? "" : html`<a class="button" href="${action}">Show all</a>`}
    ${count === "" ? "" : html`<p class="count">${count}</p>`}
  </form>`;
}

export function emptyPanel(
  title: string,
  words: string,
  link?: { readonly href: string; readonly text: string },
): Html {
  return html`<div class="panel empty">
    <h2>${title}</h2>
    <p>${words}</p>
    ${link === undefined ? "" : html`<a class="button first" href="${link.href}">${link.text}</a>`}
  </div>`;
}

/** Names and values, as they came. */
export function factList(facts: readonly (readonly [name: string, value: unknown])[]): Html {
  return html`<dl class="panel facts wide">
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${typeof value === "string" ? value : JSON.stringify(value)}</dd>`,
    )}
  </dl>`;
}

export function counted(total: number, shown: number, one: string, many: string): string {
  const words = total === 1 ? `1 ${one}` : `${total} ${many}`;
  return total > shown ? `${words}, the newest ${shown} shown` : words;
}
