import { Hono } from "hono";
import { html } from "hono/html";
import { emptyPanel, notice } from "../pages/parts.ts";
import { type Page, pageShell, type Shell } from "../pages/shell.ts";
import { type DnsRecord, type NewRecord, RECORD_TYPES } from "./records.ts";

interface DnsPages {
  readonly list: () => readonly DnsRecord[];
  readonly add: (record: NewRecord) => void;
  readonly removeOne: (id: string) => void;
  readonly productUrl: string | undefined;
}

/** Where a person puts the records that they would put at their registrar. */
export function dnsPages({ list, add, removeOne, productUrl }: DnsPages): Hono {
  const shell: Shell = {
    brand: "Local DNS",
    home: "/records",
    words: "In place of everybody's DNS. It knows the names below and no others.",
    system: "identity",
    productUrl,
    style: STYLE,
  };
  const { send } = pageShell(shell);

  return new Hono()
    .get("/", (c) => c.redirect("/records"))
    .get("/records", () => send(listPage(list())))
    .post("/records", async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const type = RECORD_TYPES.find((one) => one === form.get("type"));
      const [name = "", value = ""] = [form.get("name")?.trim(), form.get("value")?.trim()];
      if (type === undefined || !/^[\w.-]{1,253}$/.test(name) || value === "" || value.length > 255) {
        return send(notice("No such record", "A record has a name and up to 255 characters.", BACK), 400);
      }
      add({ type, name, value });
      return c.redirect("/records", 303);
    })
    .post("/records/removal", async (c) => {
      removeOne(new URLSearchParams(await c.req.text()).get("id") ?? "");
      return c.redirect("/records", 303);
    });
}

const BACK = { href: "/records", text: "Show all records" };

function listPage(records: readonly DnsRecord[]): Page {
  const content = html`<div class="head">
      <h1>Records</h1>
      <p class="lead">What this machine's DNS answers. A record that is set here is there at once.</p>
    </div>
    <form method="post" action="/records" class="panel new">
      <div class="field">
        <label for="type">Type</label>
        <select id="type" name="type">
          ${RECORD_TYPES.map((type) => html`<option>${type}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="name">Name</label>
        <input id="name" name="name" required autocomplete="off" spellcheck="false" />
      </div>
      <div class="field">
        <label for="value">Value</label>
        <input id="value" name="value" required autocomplete="off" spellcheck="false" />
      </div>
      <button class="first">Set record</button>
    </form>
    ${
      records.length === 0
        ? emptyPanel("No records", "Copy a name and a value from the product, and set them here.")
        : html`<ul class="list">
            ${records.map(
              ({ id, type, name, value }) =>
                html`<li class="row record">
                  <span class="chip">${type}</span>
                  <span class="mono cut" title="${name}">${name}</span>
                  <span class="soft mono cut" title="${value}">${value}</span>
                  <form method="post" action="/records/removal">
                    <button name="id" value="${id}" aria-label="Remove ${type} ${name}">Remove</button>
                  </form>
                </li>`,
            )}
          </ul>`
    }`;
  return { title: "Records", content };
}

const STYLE = `
.new { display: grid; gap: 12px; margin-bottom: 16px; }
@media (min-width: 48rem) { .new { grid-template-columns: 6rem 1fr 1fr auto; align-items: end; } }
.new .field { max-width: none; margin: 0; }
.new select { width: 100%; height: 36px; }
button.first { background: var(--accent); border-color: var(--accent); color: oklch(0.99 0.002 268); }
.record { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; justify-items: start; }
.record .cut { max-width: 100%; }
@media (min-width: 48rem) { .record { grid-template-columns: 4rem minmax(0, 1fr) minmax(0, 1fr) auto; align-items: center; } }`;
