import { newPerson, type Project } from "@ninefold/testing";
import type { PlaywrightDriver } from "@ninefold/testing/playwright";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { baseUrl } from "./env.ts";
import { aTeamWorksThroughItsTasks } from "./journeys/a-team-works-through-its-tasks.ts";
import { test } from "./stage.ts";

test("a team works through its tasks, in a browser", ({ openBrowser }) => aTeamWorksThroughItsTasks(openBrowser));
test("a team works through its tasks, through the API", ({ openApi }) => aTeamWorksThroughItsTasks(openApi));

test("a person works through tasks with the keyboard alone", async ({ openBrowser }) => {
  const { page } = await atProject(await openBrowser());
  const line = page.getByLabel("New task", { exact: true });
  await line.focus();
  for (const title of ["Write the page", "Check it", "Ship it"]) await page.keyboard.type(`${title}\n`);
  await expect(page.getByRole("checkbox")).toHaveCount(3);
  await expect(line).toBeFocused();
  await expect(line).toHaveValue("");

  await page.getByRole("checkbox", { name: "Write the page", exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("2 open · 1 done")).toBeVisible();

  const rename = page.getByRole("button", { name: "Rename “Check it”", exact: true });
  await rename.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Not this");
  await page.keyboard.press("Escape");
  await expect(rename).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Check it twice\n");
  await expect(page.getByRole("button", { name: "Rename “Check it twice”", exact: true })).toBeFocused();

  await page.getByRole("button", { name: "Delete “Ship it”", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog")).toContainText("Delete “Ship it”?");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Delete “Ship it”", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Delete task", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("checkbox", { name: "Ship it", exact: true })).toHaveCount(0);
  await expect(line).toBeFocused();

  // Loaded anew, so that it is what the product kept and not what the page still had.
  await page.reload();
  await expect(page.getByRole("checkbox")).toHaveCount(2);
  await expect(page.getByRole("checkbox", { name: "Write the page", exact: true })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Check it twice", exact: true })).not.toBeChecked();
});

test("a task is given to somebody, and the list of projects says how far it is", async ({ openBrowser }) => {
  const ada = newPerson();
  const driver = await openBrowser();
  const { page, project } = await atProject(driver, ada);
  for (const title of ["Write the page", "Check it"]) await driver.addsTask(project, title);
  await page.getByRole("combobox", { name: "Who does “Check it”", exact: true }).click();
  await page.getByRole("option", { name: ada.name, exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Who does “Check it”", exact: true })).toContainText(ada.name);
  await driver.completesTask(project, "Write the page");

  await page.getByRole("link", { name: project.workspace.name, exact: true }).click();
  await expect(page.getByText("1 of 2 done")).toBeVisible();
  await page.getByRole("link", { name: "Launch", exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Who does “Check it”", exact: true })).toContainText(ada.name);
});

test("what is not kept is taken back, said, and can be tried again", async ({ openBrowser }) => {
  const driver = await openBrowser();
  const { page, project } = await atProject(driver);
  await driver.addsTask(project, "Write the page");
  await page.route("**/api/v1/**/tasks**", (route) => route.abort());

  const tick = page.getByRole("checkbox", { name: "Write the page", exact: true });
  await tick.click();
  const toast = page.getByRole("region", { name: "Messages" });
  await expect(toast.getByText("“Write the page” is as it was before")).toBeVisible();
  await expect(tick).not.toBeChecked();

  await page.getByLabel("New task", { exact: true }).fill("Check it");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").getByText("“Check it” was not added.")).toBeVisible();
  await expect(page.getByText("1 open · 0 done")).toBeVisible();

  await page.unroute("**/api/v1/**/tasks**");
  await page.getByRole("main").getByRole("button", { name: "Try again", exact: true }).click();
  await expect(page.getByRole("checkbox", { name: "Check it", exact: true })).toBeVisible();
  await expect(page.getByRole("alert").getByText("was not added")).toHaveCount(0);
});

test("a full plan says so, keeps what was typed, and leads to the plans", async ({ openBrowser }) => {
  const { page, project } = await atProject(await openBrowser());
  const path = await tasksPath(page, project);
  const headers = { origin: baseUrl };
  for (let count = 1; count <= 100; count += 1) {
    expect((await page.request.post(path, { data: { title: `Task ${count}` }, headers })).status()).toBe(201);
  }
  await page.getByLabel("New task", { exact: true }).fill("One more");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").getByText("“One more” was not added.")).toBeVisible();
  await page.getByRole("link", { name: "See plans", exact: true }).click();
  await expect(page.getByText("100 of 100")).toBeVisible();
});

test("a viewer sees tasks and changes none", async ({ openBrowser }) => {
  const [owner, viewer] = [await openBrowser(), await openBrowser()];
  const guest = newPerson();
  const { page, project } = await atProject(owner);
  await owner.addsTask(project, "Write the page");
  await owner.invites(project.workspace, guest.email);
  await viewer.signsUp(guest);
  await viewer.acceptsInvitation(guest.email);
  await makeViewer(page, project);

  await viewer.page.goto(`/w/${project.workspace.slug}/projects/${project.id}`);
  await expect(viewer.page.getByRole("checkbox", { name: "Write the page", exact: true })).toBeDisabled();
  await expect(viewer.page.getByText("You can look, not change")).toBeVisible();
  await expect(viewer.page.getByLabel("New task", { exact: true })).toHaveCount(0);
  for (const name of [/^Delete/, /^Rename/]) await expect(viewer.page.getByRole("button", { name })).toHaveCount(0);
});

test("a project is deleted with its name typed, and its page is gone", async ({ openBrowser }) => {
  const { page, project } = await atProject(await openBrowser());
  const address = page.url();
  await page.getByRole("button", { name: "Delete project", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Delete project", exact: true }).click();
  await expect(dialog.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox").fill("Launch");
  await dialog.getByRole("button", { name: "Delete project", exact: true }).click();
  await page.waitForURL((url) => url.pathname === `/w/${project.workspace.slug}`);
  await expect(page.getByText("No projects yet")).toBeVisible();
  expect((await page.goto(address))?.status()).toBe(404);
});

/** Somebody new, at the page of a project of theirs. */
async function atProject(driver: PlaywrightDriver, person = newPerson()): Promise<{ page: Page; project: Project }> {
  await driver.signsUp(person);
  const workspace = await driver.createsWorkspace(`Atelier ${crypto.randomUUID().slice(-8)}`);
  const project = await driver.createsProject(workspace, "Launch");
  await driver.page.goto(`/w/${workspace.slug}/projects/${project.id}`);
  await expect(driver.page.getByText("No tasks yet")).toBeVisible();
  return { page: driver.page, project };
}

const Found = z.object({ id: z.string() });
const Members = z.object({ members: z.array(z.object({ person: Found, role: z.string() })) });

async function workspacePath({ request }: Page, { workspace }: Project): Promise<string> {
  const { id } = Found.parse(await (await request.get(`/api/v1/workspaces/by-slug/${workspace.slug}`)).json());
  return `/api/v1/workspaces/${id}`;
}

const tasksPath = async (page: Page, project: Project) =>
  `${await workspacePath(page, project)}/projects/${project.id}/tasks`;

/** Makes the one member of a project's workspace who is no owner a viewer. */
async function makeViewer(page: Page, project: Project): Promise<void> {
  const path = `${await workspacePath(page, project)}/members`;
  const { members } = Members.parse(await (await page.request.get(path)).json());
  const guest = members.find(({ role }) => role === "member")?.person.id ?? "";
  const change = { data: { role: "viewer" }, headers: { origin: baseUrl } };
  expect((await page.request.patch(`${path}/${guest}`, change)).status()).toBe(200);
}
