import type { Hono } from "hono";
import { html } from "hono/html";
import { emptyPanel, factList } from "../pages/parts.ts";
import { recordPages } from "../pages/records.ts";
import type { Html } from "../pages/shell.ts";
import { when } from "../pages/words.ts";
import type { StoredRun } from "./state.ts";

interface RunPages {
  /** Newest first. */
  readonly runs: () => readonly StoredRun[];
  readonly now: () => Date;
  readonly productUrl: string | undefined;
}

/** What a person sees of the runs. */
export function runPages({ runs, now, productUrl }: RunPages): Hono {
  const version = () =>
    runs()
      .map(({ updatedAt }) => updatedAt)
      .toSorted()
      .at(-1) ?? "";
  return recordPages<StoredRun>({
    shell: {
      brand: "Local runs",
      home: "/runs",
      words: "In place of Trigger.dev. Nothing leaves this machine.",
      system: "workflows",
      productUrl,
    },
    one: "run",
    many: "runs",
    lead: "What the product has handed over, each attempt in a process of its own.",
    search: { label: "Task, status, tag or id", hint: "A part of a task's name or of an id is enough." },
    items: runs,
    now,
    version,
    mentions: ({ id, task, status, tags }) => [id, task, status, ...tags],
    row: ({ id, task, status, attempts, createdAt }) => ({
      id,
      at: new Date(createdAt),
      title: html`<span class="cut subject mono">${task}</span>`,
      detail: html`<span class="cut soft">${status.toLowerCase()}, ${attempted(attempts.length)}</span>`,
    }),
    empty: emptyPanel(
      "No runs yet",
      "With WORKFLOWS_PROVIDER=trigger, sign up and the runs that send the mail appear here by themselves.",
      productUrl === undefined ? undefined : { href: `${productUrl}/sign-up`, text: "Open sign-up" },
    ),
    // It goes on while somebody looks.
    page: (run) => ({ title: run.task, content: detail(run), version: version() }),
  });
}

const attempted = (count: number) => (count === 1 ? "1 attempt" : `${count} attempts`);

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
