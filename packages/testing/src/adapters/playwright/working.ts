import { TestingError } from "../../errors.ts";
import type { Project, Working } from "../../port.ts";
import { type AtPage, showing } from "./at-page.ts";

export function workingAtPage(at: AtPage): Working {
  const { page, hands, visit, visitOwn, type, submit, heading, pathNow } = at;
  const tick = (title: string) => page.getByRole("checkbox", { name: title, exact: true });

  /** The project's page; false where the product shows them none. */
  async function visitProject({ id, name, workspace }: Project): Promise<boolean> {
    const path = `/w/${workspace.slug}/projects/${id}`;
    await visit(path);
    if (pathNow() !== path) return false;
    await showing("the page has a heading", page.getByRole("heading", { level: 1 }).waitFor());
    if (!(await heading(name).isVisible())) return false;
    await showing("the tasks show", page.getByRole("heading", { name: "Tasks", exact: true }).waitFor());
    return true;
  }

  async function openProject(project: Project): Promise<void> {
    if (await visitProject(project)) return;
    throw new TestingError("testing.refused", `the product shows them no project "${project.name}"`);
  }

  return {
    async createsProject(workspace, name) {
      await visit(`/w/${workspace.slug}`);
      if (!(await page.getByLabel("Project name", { exact: true }).isVisible())) {
        throw new TestingError("testing.refused", `/w/${workspace.slug} offers no new project`);
      }
      await type({ "Project name": name });
      const link = page.getByRole("main").getByRole("link", { name, exact: true }).first();
      await submit("Create project", link.waitFor());
      const href = (await link.getAttribute("href")) ?? "";
      return { name, id: href.split("/").at(-1) ?? "", workspace };
    },
    async addsTask(project, title) {
      await openProject(project);
      await type({ "New task": title });
      // A checkbox is there once the task is kept: until then it is on its way.
      await submit("Add task", tick(title).waitFor());
    },
    async completesTask(project, title) {
      await openProject(project);
      if (!(await tick(title).isVisible())) throw new TestingError("testing.refused", `there is no task "${title}"`);
      // The page shows it at once; that it is kept shows when it answers.
      const kept = page.waitForResponse((response) => response.request().method() === "PATCH");
      await showing(`"${title}" can be ticked`, hands.check(tick(title)));
      const answer = await showing("the tick is answered", kept);
      if (!answer.ok()) throw new TestingError("testing.refused", `the tick was answered with ${answer.status()}`);
    },
    async tasksOf(project) {
      if (!(await visitProject(project))) return [];
      const boxes = await page.getByRole("main").getByRole("checkbox").all();
      return Promise.all(
        boxes.map(async (box) => ({
          title: (await box.getAttribute("aria-label")) ?? "",
          isDone: await box.isChecked(),
        })),
      );
    },
    async attaches(project, file) {
      await openProject(project);
      const opener = page.getByRole("main").getByRole("button", { name: "Add file", exact: true });
      await at.upload(opener, file, page.getByText(`“${file.name}” was added.`).waitFor());
    },
    async downloads(project, name) {
      await openProject(project);
      const control = page.getByRole("button", { name: `Download ${name}`, exact: true });
      const none = page.getByText(/^No files/);
      await showing("the files show", control.or(none).or(at.button("Add file")).first().waitFor());
      if (!(await control.isVisible())) throw new TestingError("testing.refused", `there is no file "${name}"`);
      return at.download(control, name);
    },
    async seesCloseRows({ slug }) {
      await visitOwn(`/w/${slug}`);
      const list = page.getByRole("main").locator("[data-rows]");
      await showing("the projects show", list.waitFor());
      return (await list.getAttribute("data-rows")) === "close";
    },
  };
}
