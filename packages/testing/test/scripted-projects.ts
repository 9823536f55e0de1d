import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import type { PretendApp } from "../src/adapters/memory.ts";
import type { Workspace } from "../src/port.ts";
import { ownFile } from "./scripted-storage.ts";
import { alert, attempt, page, sessionOf } from "./scripted-page.ts";

const Named = z.object({ name: z.string() });
const Titled = z.object({ title: z.string() });

/** The pages of a workspace and its projects, as far as drivers use them. A workspace's id is its slug, a task's its title. */
export function projectPages(app: PretendApp) {
  /** What was made in each workspace, for the links to it. */
  const links = new Map<string, readonly { readonly id: string; readonly name: string }[]>();
  const workspacePage = (session: string | undefined, { name, slug }: Workspace, said = "") => {
    // Whoever is shown the page by a mutant may still be refused this.
    const rows = attempt(() => app.hasCloseRows(session, slug)).value ? "close" : "wide";
    const list = (links.get(slug) ?? []).map((one) => projectLink(slug, one));
    return page(
      name,
      html`${newProject(said)}
        <div data-rows="${rows}">${list}&nbsp;</div>`,
    );
  };
  const projectPage = (session: string | undefined, id: string, said = "") =>
    attempt(() => {
      const name = app.findProject(session, id);
      return page(
        name,
        html`${taskList(app.listTasks(session, id))}${newTask(said)}${fileList(app.listFiles(session, id))}`,
      );
    });

  return new Hono()
    .get("/w/:slug", (c) => {
      const { slug } = c.req.param();
      const workspace = app.findWorkspace(sessionOf(c), slug);
      return workspace === undefined
        ? c.html(page("Not here", ""), 404)
        : c.html(workspacePage(sessionOf(c), workspace));
    })
    .post("/w/:slug", async (c) => {
      const { slug } = c.req.param();
      const { name } = Named.parse(await c.req.parseBody());
      const { value: id, said } = attempt(() => app.createProject(sessionOf(c), { slug, name }));
      if (id !== undefined) links.set(slug, [...(links.get(slug) ?? []), { id, name }]);
      const workspace = app.findWorkspace(sessionOf(c), slug);
      if (workspace === undefined) return c.html(page("Not here", alert(said)), 404);
      return c.html(workspacePage(sessionOf(c), workspace, said));
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
    })
    .patch("/w/:slug/projects/:id/tasks/:title", (c) => {
      const { said } = attempt(() => app.completeTask(sessionOf(c), c.req.param("id"), c.req.param("title")));
      return said === "" ? c.body(null, 204) : c.text(said, 404);
    })
    .get("/w/:slug/projects/:id/files/:name", (c) => {
      const { bytes, contentType } = app.findFile(sessionOf(c), c.req.param("id"), c.req.param("name"));
      return c.body(bytes, 200, { "content-type": contentType, "content-disposition": "attachment" });
    })
    .post("/w/:slug/projects/:id/files", async (c) => {
      const { id } = c.req.param();
      const file = await ownFile(z.object({ file: z.instanceof(File) }).parse(await c.req.parseBody()).file);
      const { said } = attempt(() => app.attach(sessionOf(c), id, file));
      const told = said === "" ? html`<p>“${file.name}” was added.</p>` : alert(said);
      return c.html(page("Files", html`${told}`));
    });
}

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
        return fetch(location.pathname + "/tasks/" + encodeURIComponent(ariaLabel), { method: "PATCH" });
      };
    </script>`;
}

function fileList(names: readonly string[]) {
  return html`<form method="post" action="" enctype="multipart/form-data" id="files">
      <input
        type="file"
        name="file"
        hidden
        onchange="this.form.action = location.pathname + '/files'; this.form.submit()"
      />
      <button type="button" onclick="this.form.file.click()">Add file</button>
    </form>
    ${names.map(
      (name) =>
        html`<button type="button" data-name="${name}" onclick="fetchFile(this.dataset.name)">
          Download ${name}
        </button>`,
    )}
    <script>
      const fetchFile = (name) => location.assign(location.pathname + "/files/" + encodeURIComponent(name));
    </script>`;
}
