import { Hono } from "hono";
import { html } from "hono/html";
import { counted, emptyPanel, factList, notice, searchForm } from "../pages/parts.ts";
import { type Html, pageShell } from "../pages/shell.ts";
import { ago, when } from "../pages/words.ts";
import type { ReportedError, ReportedException } from "./reported.ts";

const { send } = pageShell({
  brand: "Local errors",
  home: "/errors",
  words: "In place of Sentry. Nothing leaves this machine.",
  mark: { row: 1, column: 1, colour: "light-dark(oklch(0.62 0.1 55), oklch(0.74 0.1 55))" },
});
const SHOWN = 200;

interface ErrorPages {
  /** Newest first. */
  readonly errors: () => readonly ReportedError[];
  readonly now: () => Date;
}

/** What a person sees of the errors that were reported, and the same for programs as JSON. */
export function errorPages({ errors, now }: ErrorPages): Hono {
  const version = () => `${errors().length} ${errors()[0]?.id ?? ""}`;
  return new Hono()
    .get("/", (c) => c.redirect("/errors"))
    .get("/errors", (c) => {
      const asked = (c.req.query("q") ?? "").trim();
      const found = errors().filter((error) => mentions(error, asked));
      const title = asked === "" ? "All errors" : `Errors with ${asked}`;
      const content = html`
        <div class="head">
          <h1>${title}</h1>
          <p class="lead">
            What nobody expected, with where it happened and the request that it belongs to. Search by the id that an
            error page shows.
          </p>
        </div>
        ${
          errors().length === 0
            ? ""
            : searchForm({
                action: "/errors",
                label: "Words, request id or person",
                value: asked,
                count: found.length === 0 ? "" : counted(found.length, SHOWN, "error", "errors"),
              })
        }
        ${found.length === 0 ? nothing(asked) : rows(found.slice(0, SHOWN), now())}
      `;
      return send({ title, content, version: version() });
    })
    .get("/errors/version", (c) => c.text(version()))
    .get("/errors.json", (c) => c.json({ errors: errors() }))
    .get("/errors/:id", (c) => {
      const error = errors().find(({ id }) => id === c.req.param("id"));
      if (error !== undefined) return send({ title: error.title, content: detail(error) });
      return send(GONE, 404);
    });
}

const GONE = notice("No such error", "The errors were emptied since, or the address is cut short.", {
  href: "/errors",
  text: "Show all errors",
});

function mentions({ title, tags, userId = "", exceptions }: ReportedError, part: string): boolean {
  const words = [title, userId, ...Object.values(tags), ...exceptions.map(({ value }) => value)];
  return words.some((one) => one.toLowerCase().includes(part.toLowerCase()));
}

function rows(errors: readonly ReportedError[], now: Date): Html {
  return html`<ul class="list">
    ${errors.map(
      (error) =>
        html`<li>
          <a class="row" href="/errors/${error.id}">
            <span class="cut subject">${error.title}</span>
            <time class="time" datetime="${error.receivedAt.toISOString()}" title="${when(error.receivedAt)}"
              >${ago(error.receivedAt, now)}</time
            >
            <span class="cut soft mono">${whereOf(error)}</span>
            <span>${error.level === "fatal" ? html`<span class="chip bad">fatal</span>` : ""}</span>
          </a>
        </li>`,
    )}
  </ul>`;
}

/** The first call of ours, else the request. */
function whereOf({ exceptions, tags }: ReportedError): string {
  const frame = exceptions.flatMap(({ frames }) => frames).find(({ isOurs }) => isOurs);
  return frame === undefined ? (tags["requestId"] ?? "no stack") : `${frame.function} in ${placeOf(frame)}`;
}

function nothing(asked: string): Html {
  return asked === ""
    ? emptyPanel("No errors yet", "What fails without anybody having expected it appears here by itself.")
    : emptyPanel(`No error with ${asked}`, "A part of the words or of an id is enough.");
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
