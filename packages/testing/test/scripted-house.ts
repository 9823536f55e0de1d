import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import type { PretendApp } from "../src/adapters/memory.ts";
import { FLAG } from "../src/adapters/pretend-house.ts";
import type { Deed, FailedJob, News } from "../src/port.ts";
import { alert, attempt, page, type Part, sessionOf } from "./scripted-page.ts";

const DOCS = ["Glossary", "Guides"];
const Bought = z.object({ slug: z.string(), plan: z.string(), session: z.string() });

/** The pages for everybody, of an account, of a workspace's plan and log, and for operators. */
export function housePages(app: PretendApp) {
  return new Hono()
    .route("/", forEverybody(app))
    .route("/", ofAccount(app))
    .route("/", ofWorkspace(app))
    .route("/", forOperators(app));
}

function forEverybody(app: PretendApp) {
  const links = DOCS.map((title) => html`<a href="/docs/${title}">${title}</a> `);
  return new Hono()
    .get("/", (c) => c.html(page(app.promise(), "")))
    .get("/llms.txt", (c) => {
      const { origin } = new URL(c.req.url);
      return c.text(DOCS.map((title) => `- [${title}](${origin}/docs/${title}): A page`).join("\n"));
    })
    .get("/docs", (c) => c.html(page("Docs", html`<nav aria-label="Pages">${links}</nav>`)))
    .get("/docs/:title", (c) => c.html(page(c.req.param("title"), app.findDocs(c.req.param("title")) ?? "")));
}

function ofAccount(app: PretendApp) {
  const accountPage = (session: string | undefined, said: Part = "") => {
    const picture = app.hasPicture(session) ? html`<img src="/picture.svg" alt="" />` : "";
    const send = html`<form method="post" action="/account/picture" enctype="multipart/form-data">
      <input type="file" name="file" hidden onchange="this.form.submit()" />
      <button type="button" onclick="this.form.file.click()">Upload picture</button>
    </form>`;
    const ask = html`<form method="post" action="/account/copy"><button>Ask for a copy</button></form>`;
    return page("Account", html`${picture}${send}${said === "" ? ask : said}`);
  };
  const copies = new Map<string, string>();
  return new Hono()
    .get("/account", (c) => {
      const session = sessionOf(c);
      if (app.findName(session) === undefined) return c.redirect("/sign-in", 303);
      const later = html`<p>Another one can be asked for tomorrow.</p>`;
      return c.html(accountPage(session, copies.has(session ?? "") ? later : ""));
    })
    .post("/account/picture", (c) => {
      app.setPicture(sessionOf(c));
      return c.html(accountPage(sessionOf(c), html`<p>Your picture is saved.</p>`));
    })
    .post("/account/copy", (c) => {
      const { value, said } = attempt(() => app.copyData(sessionOf(c)));
      if (value === undefined) return c.html(accountPage(sessionOf(c), alert(said)));
      copies.set(sessionOf(c) ?? "", value);
      return c.html(accountPage(sessionOf(c), html`<a role="button" href="/account/copy">Download (1 kB)</a>`));
    })
    .get("/account/copy", (c) => {
      const headers = { "content-type": "application/json", "content-disposition": "attachment" };
      return c.body(copies.get(sessionOf(c) ?? "") ?? "", 200, headers);
    });
}

function ofWorkspace(app: PretendApp) {
  return new Hono()
    .get("/w/:slug/billing", (c) => {
      const { slug } = c.req.param();
      const { value } = attempt(() => app.planOf(sessionOf(c), slug));
      if (value === undefined) return c.html(denied("Billing"));
      const { name, projects } = value;
      const told = c.req.query("bought") === undefined ? "" : html`<p>${name} is active</p>`;
      const usage =
        projects.allowed === null
          ? html`<p>${projects.used}, without limit</p>`
          : html`<div role="meter" aria-label="Projects" aria-valuetext="${projects.used} of ${projects.allowed}">
              x
            </div>`;
      const choices = ["Pro", "Business"].map((plan) => {
        const bought = new URLSearchParams({ slug, plan, session: sessionOf(c) ?? "" });
        return html`<button onclick="location.assign('/pay?${bought.toString()}')">Choose ${plan}</button>`;
      });
      return c.html(
        page(
          "Billing",
          html`${told}
            <section>
              <h2>Plan</h2>
              <p>${name}</p>
            </section>
            ${usage}${choices}`,
        ),
      );
    })
    .get("/pay", (c) => c.html(page("Pay", html`<form method="post"><button>Pay $1.00</button></form>`)))
    .post("/pay", (c) => {
      const { slug, plan, session } = Bought.parse(c.req.query());
      app.buyPlan(session, slug, plan.charAt(0).toUpperCase() + plan.slice(1));
      return c.redirect(`/w/${slug}/billing?bought=1`, 303);
    })
    .get("/w/:slug/audit", (c) => {
      const { value } = attempt(() => app.historyOf(sessionOf(c), c.req.param("slug")));
      if (value === undefined) return c.html(denied("The log"), 403);
      const rows = value.map((deed) => [SENTENCES[deed]]);
      return c.html(page("Audit log", table(["What"], rows)));
    });
}

function forOperators(app: PretendApp) {
  return new Hono()
    .get("/admin/runs", (c) => {
      const { value } = attempt(() => app.failedJobs(sessionOf(c)));
      if (value === undefined) return c.html(page("Not here", ""), 404);
      const rows = value.map(({ id, task, reason }) => [html`<a href="/admin/runs/${id}">${task}</a>`, "Dead", reason]);
      return c.html(
        page("Runs", rows.length === 0 ? "No run like this" : table(["Task", "State", "Last error"], rows)),
      );
    })
    .get("/admin/runs/:id", (c) => {
      const { value } = attempt(() => app.failedJobs(sessionOf(c)));
      if (value === undefined) return c.html(page("Not here", ""), 404);
      const job = value.find(({ id }) => id === c.req.param("id"));
      return c.html(job === undefined ? page("A run", html`<p>Done</p>`) : runPage(job));
    })
    .post("/admin/runs/:id", (c) => {
      const job = app.failedJobs(sessionOf(c)).find(({ id }) => id === c.req.param("id"));
      app.replay(sessionOf(c), c.req.param("id"));
      return c.html(page("A run", html`<p>${job?.task ?? ""} is on its way</p>`));
    })
    .get("/admin/flags", (c) => {
      const { value } = attempt(() => app.failedJobs(sessionOf(c)));
      return value === undefined ? c.html(page("Not here", ""), 404) : c.html(page("Flags", flagPanel()));
    })
    .post("/admin/flags", async (c) => {
      const { percent } = z.object({ percent: z.coerce.number() }).parse(await c.req.parseBody());
      app.rollOut(sessionOf(c), FLAG, percent);
      return c.html(page("Flags", flagPanel(html`<p>Saved. It holds from the next page on.</p>`)));
    });
}

function runPage({ task }: FailedJob) {
  return page(
    task,
    html`<p>Dead</p>
      <button onclick="sure.hidden = false">Replay</button>
      <form method="post" id="sure" role="alertdialog" hidden><button>Replay</button></form>`,
  );
}

function denied(what: string) {
  return page("Not for you", html`<p>${what} is for owners and admins</p>`);
}

function flagPanel(said: Part = "") {
  return html`<section>
    <h2>${FLAG}</h2>
    ${said}
    <form method="post">
      <label>Share of workspaces, in percent <input name="percent" value="0" /></label>
      <button>Save</button>
    </form>
  </section>`;
}

/** The bell, as the home page has it. */
export function bell(news: readonly News[]) {
  const lines = news.map(({ what, workspace }) => {
    return html`<li>
      ${what === "somebody joined" ? `Somebody joined ${workspace}` : `The plan of ${workspace} has changed`}
    </li>`;
  });
  return html`<button onclick="told.hidden = false">Notifications</button>
    <div id="told" role="dialog" aria-label="Notifications" hidden>
      ${
        lines.length === 0
          ? "Nothing yet"
          : html`<ul>
              ${lines}
            </ul>`
      }
    </div>`;
}

const SENTENCES: Readonly<Record<Deed, string>> = {
  "made the workspace": "created the workspace",
  "invited somebody": "invited somebody",
  joined: "joined as member",
  "made a project": "created a project",
  "added a file": "added a file",
  "went to pay": "went to pay for the Pro plan",
  "began a plan": "began the Pro plan, which was paid for",
};

function table(titles: readonly string[], rows: readonly (readonly Part[])[]) {
  return html`<table>
    <tr>
      ${titles.map((title) => html`<th>${title}</th>`)}
    </tr>
    ${rows.map(
      (cells) =>
        html`<tr>
          ${cells.map((cell) => html`<td>${cell}</td>`)}
        </tr>`,
    )}
  </table>`;
}
