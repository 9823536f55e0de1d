import { Hono } from "hono";
import { html } from "hono/html";
import { counted, emptyPanel, factList, notice, searchForm } from "../pages/parts.ts";
import { type Html, pageShell } from "../pages/shell.ts";
import { ago, when } from "../pages/words.ts";
import type { StoredRun } from "./state.ts";

const { send } = pageShell({
  brand: "Local runs",
  home: "/runs",
  words: "In place of Trigger.dev. Nothing leaves this machine.",
  mark: { row: 1, column: 0, colour: "light-dark(oklch(0.62 0.1 20), oklch(0.74 0.1 20))" },
});
const SHOWN = 200;

interface RunPages {
  /** Newest first. */
  readonly runs: () => readonly StoredRun[];
  readonly now: () => Date;
  readonly productUrl: string | undefined;
}

/** What a person sees of the runs, and the same for programs as JSON. */
export function runPages({ runs, now, productUrl }: RunPages): Hono {
  const version = () =>
    runs()
      .map(({ updatedAt }) => updatedAt)
      .toSorted()
      .at(-1) ?? "";
  return new Hono()
    .get("/", (c) => c.redirect("/runs"))
    .get("/runs", (c) => {
      const asked = (c.req.query("q") ?? "").trim();
      const found = runs().filter((run) => mentions(run, asked));
      const content = html`
        <div class="head">
          <h1>${asked === "" ? "All runs" : `Runs with ${asked}`}</h1>
          <p class="lead">What the product has handed over, each attempt in a process of its own.</p>
        </div>
        ${
          runs().length === 0
            ? ""
            : searchForm({
                action: "/runs",
                label: "Task, status, tag or id",
                value: asked,
                count: found.length === 0 ? "" : counted(found.length, SHOWN, "run", "runs"),
              })
        }
        ${found.length === 0 ? nothing(asked, productUrl) : rows(found.slice(0, SHOWN), now())}
      `;
      return send({ title: "All runs", content, version: version() });
    })
    .get("/runs/version", (c) => c.text(version()))
    .get("/runs.json", (c) => c.json({ runs: runs() }))
    .get("/runs/:id", (c) => {
      const run = runs().find(({ id }) => id === c.req.param("id"));
      if (run !== undefined) return send({ title: run.task, content: detail(run), version: version() });
      return send(GONE, 404);
    });
}

const GONE = notice("No such run", "The runs were emptied since, or the address is cut short.", {
  href: "/runs",
  text: "Show all runs",
});

function mentions({ id, task, status, tags }: StoredRun, part: string): boolean {
  return [id, task, status, ...tags].some((one) => one.toLowerCase().includes(part.toLowerCase()));
}

function rows(runs: readonly StoredRun[], now: Date): Html {
  return html`<ul class="list">
    ${runs.map(
      ({ id, task, status, attempts, createdAt }) =>
        html`<li>
          <a class="row" href="/runs/${id}">
            <span class="cut subject mono">${task}</span>
            <time class="time" datetime="${createdAt}" title="${when(new Date(createdAt))}"
              >${ago(new Date(createdAt), now)}</time
            >
            <span class="cut soft">${status.toLowerCase()}, ${attempted(attempts.length)}</span>
            <span></span>
          </a>
        </li>`,
    )}
  </ul>`;
}

const attempted = (count: number) => (count === 1 ? "1 attempt" : `${count} attempts`);

function nothing(asked: string, productUrl: string | undefined): Html {
  if (asked !== "") return emptyPanel(`No run with ${asked}`, "A part of a task's name or of an id is enough.");
  const link = productUrl === undefined ? undefined : { href: `${productUrl}/sign-up`, text: "Open sign-up" };
  const words = "With WORKFLOWS_PROVIDER=trigger, sign up and the runs that send the mail appear here by themselves.";
  return emptyPanel("No runs yet", words, link);
}

function detail(run: StoredRun): Html {
  const { id, task, status, tags, createdAt, attempts, error, payload, metadata } = run;
  return html`
    <div class="head">
      <p class="back"><a href="/runs">All runs</a></p>
      <h1 class="mono">${task}</h1>
      <dl class="facts">
        <dt>Status</dt>
        <dd>${status.toLowerCase()}${error === null ? "" : `: ${error.message}`}</dd>
        <dt>Triggered</dt>
        <dd>${when(new Date(createdAt))}</dd>
        <dt>Tags</dt>
        <dd class="mono">${tags.length === 0 ? "none" : tags.join(", ")}</dd>
        <dt>Id</dt>
        <dd class="mono">${id}</dd>
      </dl>
    </div>
    <div class="section">
      <h2>Attempts</h2>
      ${
        attempts.length === 0
          ? emptyPanel("None yet", "It waits for a version of the product that knows the task, or for a free place.")
          : factList(
              attempts.map(({ number, startedAt, endedAt, error: said }) => [
                `${number}`,
                `${when(new Date(startedAt))}: ${said ?? (endedAt === null ? "runs" : "done")}`,
              ]),
            )
      }
    </div>
    <div class="section">
      <h2>What it was given</h2>
      ${factList([["payload", payload], ...Object.entries(metadata)])}
    </div>
  `;
}
