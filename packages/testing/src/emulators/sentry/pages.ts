import type { Hono } from "hono";
import { html } from "hono/html";
import { emptyPanel, factList } from "../pages/parts.ts";
import { recordPages } from "../pages/records.ts";
import type { Html } from "../pages/shell.ts";
import { when } from "../pages/words.ts";
import type { ReportedError, ReportedException } from "./reported.ts";

interface ErrorPages {
  /** Newest first. */
  readonly errors: () => readonly ReportedError[];
  readonly now: () => Date;
  readonly productUrl: string | undefined;
}

/** What a person sees of the errors that were reported. */
export function errorPages({ errors, now, productUrl }: ErrorPages): Hono {
  return recordPages<ReportedError>({
    shell: {
      brand: "Local errors",
      home: "/errors",
      words: "In place of Sentry. Nothing leaves this machine.",
      system: "observability",
      productUrl,
    },
    one: "error",
    many: "errors",
    lead: "What nobody expected, with where it happened and the request that it belongs to. Search by the id that an error page shows.",
    search: { label: "Words, request id or person", hint: "A part of the words or of an id is enough." },
    items: errors,
    now,
    version: () => `${errors().length} ${errors()[0]?.id ?? ""}`,
    mentions: ({ title, tags, userId = "", exceptions }) => [
      title,
      userId,
      ...Object.values(tags),
      ...exceptions.map(({ value }) => value),
    ],
    row: (error) => ({
      id: error.id,
      at: error.receivedAt,
      title: html`<span class="cut subject">${error.title}</span>`,
      detail: html`<span class="cut soft mono">${whereOf(error)}</span>`,
      ...(error.level === "fatal" && { mark: html`<span class="chip bad">fatal</span>` }),
    }),
    empty: emptyPanel("No errors yet", "What fails without anybody having expected it appears here by itself."),
    page: (error) => ({ title: error.title, content: detail(error) }),
  });
}

/** The first call of ours, else the request. */
function whereOf({ exceptions, tags }: ReportedError): string {
  const frame = exceptions.flatMap(({ frames }) => frames).find(({ isOurs }) => isOurs);
  return frame === undefined ? (tags["requestId"] ?? "no stack") : `${frame.function} in ${placeOf(frame)}`;
}

function detail(error: ReportedError): Html {
  const { title, tags, userId, traceId, environment, release, extra, receivedAt, id, exceptions } = error;
  const facts = [
    ["Received", when(receivedAt)],
    ["Person", userId],
    ["Trace", traceId],
    ["Environment", environment],
    ["Release", release],
    ["Id", id],
  ].filter(([, value]) => value !== undefined);
  return html`
    <div class="head">
      <p class="back"><a href="/errors">All errors</a></p>
      <h1>${title}</h1>
      <dl class="facts">
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd class="${name === "Received" ? "" : "mono"}">${value}</dd>`,
        )}
      </dl>
    </div>
    ${exceptions.map(section)} ${table("Tags", Object.entries(tags))} ${table("Context", Object.entries(extra))}
  `;
}

function section({ type, value, frames, mechanism }: ReportedException, index: number): Html {
  const data = typeof mechanism["data"] === "object" ? Object.entries(mechanism["data"] ?? {}) : [];
  return html`<div class="section">
    <h2>${index === 0 ? "What was thrown" : "What caused it"}</h2>
    <p>${type}: ${value}</p>
    ${
      frames.length === 0
        ? emptyPanel("No stack", "Something other than an error was thrown.")
        : html`<pre class="panel frames" tabindex="0">
${frames.map(
              (frame) =>
                html`<span class="${frame.isOurs ? "ours" : "theirs"}">${frame.function} ${placeOf(frame)} </span>`,
            )}</pre>`
    }
    ${data.length === 0 ? "" : factList(data)}
  </div>`;
}

function table(title: string, facts: readonly (readonly [string, unknown])[]): Html | string {
  if (facts.length === 0) return "";
  return html`<div class="section">
    <h2>${title}</h2>
    ${factList(facts)}
  </div>`;
}

function placeOf({
  filename,
  line,
  column,
}: {
  filename: string;
  line: number | undefined;
  column: number | undefined;
}) {
  return [filename, line, column].filter((part) => part !== undefined).join(":");
}
