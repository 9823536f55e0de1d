import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import type { PretendApp } from "../src/adapters/memory.ts";
import { alert, answer, attempt, page, sessionOf } from "./scripted-page.ts";

const Named = z.object({ name: z.string() });
const Titled = z.object({ title: z.string() });

/** The pages of a workspace and its projects, as far as drivers use them. A workspace's id is its slug, a task's its title. */
export function projectPages(app: PretendApp) {
  /** What was made in each workspace, for the links to it. */
  const links = new Map<string, readonly { readonly id: string; readonly name: string }[]>();
  const workspacePage = (name: string, slug: string, said = "") =>
    page(name, html`${newProject(said)}${(links.get(slug) ?? []).map((one) => projectLink(slug, one))}`);
  const projectPage = (session: string | undefined, id: string, said = "") =>
    attempt(() => page(app.findProject(session, id), html`${taskList(app.listTasks(session, id))}${newTask(said)}`));

  return new Hono()
    .get("/w/:slug", (c) => {
      const { slug } = c.req.param();
      const workspace = app.findWorkspace(sessionOf(c), slug);
      return workspace === undefined ? c.html(page("Not here", ""), 404) : c.html(workspacePage(workspace.name, slug));
    })
    .post("/w/:slug", async (c) => {
      const { slug } = c.req.param();
      const { name } = Named.parse(await c.req.parseBody());
      const { value: id, said } = attempt(() => app.createProject(sessionOf(c), { slug, name }));
      if (id !== undefined) links.set(slug, [...(links.get(slug) ?? []), { id, name }]);
      return c.html(workspacePage(app.findWorkspace(sessionOf(c), slug)?.name ?? "Not here", slug, said));
    })
    .get("/w/:slug/projects/:id", (c) => {
      const { value } = projectPage(sessionOf(c), c.req.param("id"));
      return value === undefined ? c.html(page("Not here", ""), 404) : c.html(value);
    })
    .post("/w/:slug/projects/:id", async (c) => {
      const { id } = c.req.param();
      const { title } = Titled.parse(await c.req.parseBody());
      const { said } = attempt(() => app.addTask(sessionOf(c), id, title));
      return c.html(projectPage(sessionOf(c), id, said).value ?? page("Not here", ""));
    });
}

/** The same for programs. */
export function projectAnswers(app: PretendApp) {
  return new Hono()
    .post("/workspaces/:slug/projects", async (c) => {
      const { name } = Named.parse(await c.req.json());
      const { value: id, said } = attempt(() => app.createProject(sessionOf(c), { slug: c.req.param("slug"), name }));
      return id === undefined ? c.json({ detail: said }, 422) : c.json({ id, name }, 201);
    })
    .get("/workspaces/:slug/projects/:id/tasks", (c) => {
      const { value, said } = attempt(() => app.listTasks(sessionOf(c), c.req.param("id")));
      return value === undefined ? c.json({ detail: said }, 404) : c.json({ tasks: value.map(toTask) });
    })
    .post("/workspaces/:slug/projects/:id/tasks", async (c) => {
      const { title } = Titled.parse(await c.req.json());
      return answer(c, () => app.addTask(sessionOf(c), c.req.param("id"), title));
    })
    .patch("/workspaces/:slug/projects/:id/tasks/:title", (c) =>
      answer(c, () => app.completeTask(sessionOf(c), c.req.param("id"), c.req.param("title"))),
    );
}

const toTask = ({ title, isDone }: { readonly title: string; readonly isDone: boolean }) => ({
  id: title,
  title,
  doneAt: isDone ? "2026-01-01T00:00:00.000Z" : null,
});

function newProject(said: string) {
  return html`<form method="post">
    ${alert(said)}
    <label>Project name <input name="name" required /></label>
    <button>Create project</button>
  </form>`;
}

function projectLink(slug: string, { id, name }: { readonly id: string; readonly name: string }) {
  return html`<p><a href="/w/${slug}/projects/${id}">${name}</a></p>`;
}

function newTask(said: string) {
  return html`<form method="post">
    ${alert(said)}
    <label>New task <input name="title" /></label>
    <button>Add task</button>
  </form>`;
}

function taskList(tasks: readonly { readonly title: string; readonly isDone: boolean }[]) {
  return html`<h2>Tasks</h2>
    ${tasks.map(
      ({ title, isDone }) =>
        html`<p><input type="checkbox" aria-label="${title}" ${isDone ? "checked" : ""} onchange="tick(this)" /></p>`,
    )}
    <script>
      const tick = ({ ariaLabel }) => {
        const place = location.pathname.replace("/w/", "/api/v1/workspaces/");
        return fetch(place + "/tasks/" + encodeURIComponent(ariaLabel), { method: "PATCH" });
      };
    </script>`;
}
