import { Hono } from "hono";
import { html } from "hono/html";
import { counted, emptyPanel, factList, notice, searchForm } from "../pages/parts.ts";
import { type Html, pageShell } from "../pages/shell.ts";
import { ago, when } from "../pages/words.ts";
import type { CapturedEvent } from "./captured.ts";

const { send } = pageShell({
  brand: "Local events",
  home: "/events",
  words: "In place of PostHog. Nothing leaves this machine.",
  mark: { row: 1, column: 1, colour: "light-dark(oklch(0.62 0.1 55), oklch(0.74 0.1 55))" },
});
const SHOWN = 200;

interface EventPages {
  /** Newest first. */
  readonly events: () => readonly CapturedEvent[];
  readonly now: () => Date;
  readonly productUrl: string | undefined;
}

/** What a person sees of the events that were captured, and the same for programs as JSON. */
export function eventPages({ events, now, productUrl }: EventPages): Hono {
  const version = () => `${events().length} ${events()[0]?.id ?? ""}`;
  return new Hono()
    .get("/", (c) => c.redirect("/events"))
    .get("/events", (c) => {
      const asked = (c.req.query("q") ?? "").trim();
      const found = events().filter((event) => mentions(event, asked));
      const title = asked === "" ? "All events" : `Events with ${asked}`;
      const content = html`
        <div class="head">
          <h1>${title}</h1>
          <p class="lead">What people did, as the product tells it: ids only, one event for each fact.</p>
        </div>
        ${
          events().length === 0
            ? ""
            : searchForm({
                action: "/events",
                label: "Name, person or workspace",
                value: asked,
                count: found.length === 0 ? "" : counted(found.length, SHOWN, "event", "events"),
              })
        }
        ${found.length === 0 ? nothing(asked, productUrl) : rows(found.slice(0, SHOWN), now())}
      `;
      return send({ title, content, version: version() });
    })
    .get("/events/version", (c) => c.text(version()))
    .get("/events.json", (c) => c.json({ events: events() }))
    .get("/events/:id", (c) => {
      const event = events().find(({ id }) => id === c.req.param("id"));
      if (event !== undefined) return send({ title: event.event, content: detail(event) });
      return send(GONE, 404);
    });
}

const GONE = notice("No such event", "The events were emptied since, or the address is cut short.", {
  href: "/events",
  text: "Show all events",
});

/** A person may look for a part of a name or an id. */
function mentions({ event, distinctId, groups }: CapturedEvent, part: string): boolean {
  return [event, distinctId, ...Object.values(groups)].some((one) => one.toLowerCase().includes(part.toLowerCase()));
}

function rows(events: readonly CapturedEvent[], now: Date): Html {
  return html`<ul class="list">
    ${events.map(
      (event) =>
        html`<li>
          <a class="row" href="/events/${event.id}">
            <span class="cut subject mono">${event.event}</span>
            <time class="time" datetime="${event.at.toISOString()}" title="${when(event.at)}"
              >${ago(event.at, now)}</time
            >
            <span class="cut soft mono">${event.distinctId}</span>
            <span></span>
          </a>
        </li>`,
    )}
  </ul>`;
}

function nothing(asked: string, productUrl: string | undefined): Html {
  if (asked !== "") return emptyPanel(`No event with ${asked}`, "A part of a name or an id is enough.");
  const link = productUrl === undefined ? undefined : { href: `${productUrl}/sign-up`, text: "Open sign-up" };
  return emptyPanel("No events yet", "Sign up or create a workspace, and it appears here by itself.", link);
}

function detail({ event, distinctId, groups, at, receivedAt, id, properties }: CapturedEvent): Html {
  const own = Object.entries(properties).filter(([name]) => !name.startsWith("$"));
  const vendors = Object.entries(properties).filter(([name]) => name.startsWith("$"));
  return html`
    <div class="head">
      <p class="back"><a href="/events">All events</a></p>
      <h1 class="mono">${event}</h1>
      <dl class="facts">
        <dt>Person</dt>
        <dd class="mono">${distinctId}</dd>
        ${Object.entries(groups).map(
          ([type, key]) =>
            html`<dt>${type}</dt>
              <dd class="mono">${key}</dd>`,
        )}
        <dt>Happened</dt>
        <dd>${when(at)}</dd>
        <dt>Received</dt>
        <dd>${when(receivedAt)}</dd>
        <dt>Id</dt>
        <dd class="mono">${id}</dd>
      </dl>
    </div>
    ${
      own.length === 0
        ? emptyPanel("No properties of its own", "The name says it all.")
        : html`<div class="section">
            <h2>Properties</h2>
            ${factList(own)}
          </div>`
    }
    <div class="section">
      <h2>What the SDK added</h2>
      ${factList(vendors)}
    </div>
  `;
}
