import { Hono } from "hono";
import { html } from "hono/html";
import { counted, emptyPanel, notice, searchForm } from "./parts.ts";
import { type Html, type Page, pageShell, type Shell } from "./shell.ts";
import { ago, when } from "./words.ts";

const SHOWN = 200;

export interface RecordPages<Item> {
  /** Its home is where they are listed. */
  readonly shell: Shell;
  /** `event`, `events`. */
  readonly one: string;
  readonly many: string;
  /** What they are and where they come from. */
  readonly lead: string;
  /** What can be searched for: the field's label, and what to try where nothing was found. */
  readonly search: { readonly label: string; readonly hint: string };
  /** Newest first. */
  readonly items: () => readonly Item[];
  readonly now: () => Date;
  /** Changes with whatever the list shows. */
  readonly version: () => string;
  /** A part of any of these finds it. */
  readonly mentions: (item: Item) => readonly string[];
  readonly row: (item: Item) => Row;
  /** While there is none at all. */
  readonly empty: Html;
  readonly page: (item: Item) => Page;
}

/** Two lines: what and when; whose, and what stands out. */
interface Row {
  readonly id: string;
  readonly title: Html;
  readonly at: Date;
  readonly detail: Html;
  readonly mark?: Html;
}

/** What a person sees of the records of a vendor, listed and one by one, and the same for programs as JSON. */
export function recordPages<Item extends { readonly id: string }>(options: RecordPages<Item>): Hono {
  const { shell, one, many, items, version, mentions, page } = options;
  const { home } = shell;
  const { send } = pageShell(shell);
  const capital = many.replace(/^./, (letter) => letter.toUpperCase());
  const gone = notice(`No such ${one}`, `The ${many} were emptied since, or the address is cut short.`, {
    href: home,
    text: `Show all ${many}`,
  });

  return new Hono()
    .get("/", (c) => c.redirect(home))
    .get(home, (c) => {
      const asked = (c.req.query("q") ?? "").trim();
      const isMeant = (text: string) => text.toLowerCase().includes(asked.toLowerCase());
      const found = items().filter((item) => asked === "" || mentions(item).some(isMeant));
      const title = asked === "" ? `All ${many}` : `${capital} with ${asked}`;
      return send({ title, content: list(options, { title, asked, found }), version: version() });
    })
    .get(`${home}/version`, (c) => c.text(version()))
    .get(`${home}.json`, (c) => c.json({ [many]: items() }))
    .get(`${home}/:id`, (c) => {
      const item = items().find(({ id }) => id === c.req.param("id"));
      return item === undefined ? send(gone, 404) : send(page(item));
    });
}

interface Found<Item> {
  readonly title: string;
  readonly asked: string;
  readonly found: readonly Item[];
}

function list<Item>(options: RecordPages<Item>, { title, asked, found }: Found<Item>): Html {
  const { shell, one, many, lead, search, items, now, row, empty } = options;
  return html`
    <div class="head">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    ${
      items().length === 0
        ? ""
        : searchForm({
            action: shell.home,
            label: search.label,
            value: asked,
            count: found.length === 0 ? "" : counted(found.length, SHOWN, one, many),
          })
    }
    ${
      found.length > 0
        ? rows(shell.home, found.slice(0, SHOWN).map(row), now())
        : asked === ""
          ? empty
          : emptyPanel(`No ${one} with ${asked}`, search.hint)
    }
  `;
}

function rows(home: string, shown: readonly Row[], now: Date): Html {
  return html`<ul class="list">
    ${shown.map(
      ({ id, title, at, detail, mark }) =>
        html`<li>
          <a class="row" href="${home}/${id}">
            ${title}
            <time class="time" datetime="${at.toISOString()}" title="${when(at)}">${ago(at, now)}</time>
            ${detail}
            <span>${mark ?? ""}</span>
          </a>
        </li>`,
    )}
  </ul>`;
}
