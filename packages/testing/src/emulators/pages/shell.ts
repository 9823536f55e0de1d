import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { STYLE } from "./style.ts";

/** The rendered text of a template; awaited by whoever sends it. */
export type Html = ReturnType<typeof html>;

/** In the order of the mark's cells. Their hues are 40 degrees apart, as in apps/web/ui/tokens.css. */
const SYSTEMS = [
  "identity",
  "billing",
  "notifications",
  "workflows",
  "observability",
  "marketing",
  "media",
  "testing",
  "ops-safety",
] as const;
const FIRST_HUE = 260;

export interface Shell {
  /** `Local inbox`. */
  readonly brand: string;
  /** The first page. Where pages have a version, `<home>/version` answers it. */
  readonly home: string;
  /** `In place of Resend. Nothing leaves this machine.` */
  readonly words: string;
  /** Whose vendor it stands in for: that cell of the mark is lit. */
  readonly system: (typeof SYSTEMS)[number];
  /** Where the product runs, to lead back to its console. */
  readonly productUrl?: string | undefined;
  /** Beside the common rules. */
  readonly style?: string;
  /** What its pages may load beside the style, the icon and the one script, as `img-src 'self' data:`. */
  readonly loads?: readonly string[];
}

export interface Page {
  readonly title: string;
  readonly content: Html;
  /** What the page was made from: when it changes, the page loads anew. Absent: it stays as it is. */
  readonly version?: string;
  /** Where a form may lead in the end: browsers hold redirects to the same rule. */
  readonly leads?: readonly string[];
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
const SCRIPT_HASH = createHash("sha256").update(REFRESH).digest("base64");

/** Sends a vendor's pages for people: one look, and headers under which nothing runs but the script above. */
export function pageShell(shell: Shell) {
  async function send(page: Page, status = 200): Promise<Response> {
    const headers = { "content-type": "text/html; charset=utf-8", ...headersOf(shell, page.leads) };
    return new Response(String(await layout(shell, page)), { status, headers });
  }
  return { send, headers: headersOf(shell) };
}

function headersOf(
  { loads = ["img-src data:"] }: Shell,
  leads: readonly string[] = [],
): Readonly<Record<string, string>> {
  const origins = leads.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${SCRIPT_HASH}'`,
    "style-src 'unsafe-inline'",
    ...loads,
    "connect-src 'self'",
    ["form-action 'self'", ...new Set(origins)].join(" "),
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    // A form that is sent without saying where from would be taken for another site's.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
}

function layout(
  { brand, home, words, system, productUrl, style = "" }: Shell,
  { title, content, version }: Page,
): Html {
  const cell = SYSTEMS.indexOf(system);
  const hue = (FIRST_HUE + 40 * cell) % 360;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}: ${brand.toLowerCase()}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(`${STYLE}\n:root { --mark: light-dark(oklch(0.62 0.1 ${hue}), oklch(0.74 0.1 ${hue})); }\n${style}`)}
        </style>
      </head>
      <body data-version="${version ?? ""}" data-version-url="${home}/version">
        <div class="page">
          <header class="top">
            ${cells(cell)}
            <a class="brand" href="${home}">${brand}</a>
            <p class="local">${words}</p>
            ${productUrl === undefined ? "" : html`<a class="console" href="${productUrl}/dev">Console</a>`}
          </header>
          <main>${content}</main>
        </div>
        ${version === undefined ? "" : SCRIPT}
      </body>
    </html>`;
}

/** Nine cells; the one of the vendor's system has its colour. */
function cells(lit: number): Html {
  const squares = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));
  return html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
    ${squares.map(({ row, column }) => {
      const fill = row * 3 + column === lit ? "var(--mark)" : "var(--line)";
      return html`<rect x="${column * 7}" y="${row * 7}" width="6" height="6" rx="1.5" fill="${fill}" />`;
    })}
  </svg>`;
}
