import type { Hono } from "hono";
import { html } from "hono/html";
import { emptyPanel, factList } from "../pages/parts.ts";
import { recordPages } from "../pages/records.ts";
import type { Html } from "../pages/shell.ts";
import { when } from "../pages/words.ts";
import type { CapturedEvent } from "./captured.ts";

interface EventPages {
  /** Newest first. */
  readonly events: () => readonly CapturedEvent[];
  readonly now: () => Date;
  readonly productUrl: string | undefined;
}

/** What a person sees of the events that were captured. */
export function eventPages({ events, now, productUrl }: EventPages): Hono {
  return recordPages<CapturedEvent>({
    shell: {
      brand: "Local events",
      home: "/events",
      words: "In place of PostHog. Nothing leaves this machine.",
      system: "observability",
      productUrl,
    },
    one: "event",
    many: "events",
    lead: "What people did, as the product tells it: ids only, one event for each fact.",
    search: { label: "Name, person or workspace", hint: "A part of a name or an id is enough." },
    items: events,
    now,
    version: () => `${events().length} ${events()[0]?.id ?? ""}`,
    mentions: ({ event, distinctId, groups }) => [event, distinctId, ...Object.values(groups)],
    row: ({ id, event, distinctId, at }) => ({
      id,
      at,
      title: html`<span class="cut subject mono">${event}</span>`,
      detail: html`<span class="cut soft mono">${distinctId}</span>`,
    }),
    empty: emptyPanel(
      "No events yet",
      "Sign up or create a workspace, and it appears here by itself.",
      productUrl === undefined ? undefined : { href: `${productUrl}/sign-up`, text: "Open sign-up" },
    ),
    page: (event) => ({ title: event.event, content: detail(event) }),
  });
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
