import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { test } from "./stage.ts";

test("a file that nobody took is sent again by one press, and a download that nobody answers leaves the page where it is", async ({
  openBrowser,
}) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());
  const workspace = await driver.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  const { id } = await driver.createsProject(workspace, "Launch");
  const path = `/w/${workspace.slug}/projects/${id}`;
  await page.goto(path);

  const back = await takesAway(page);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add file", exact: true }).click();
  await (await chooser).setFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("one, two") });
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("can't be reached from here");
  await expect(alert).toContainText("everything else works");

  await back();
  await alert.getByRole("button", { name: "Try again", exact: true }).click();
  await expect(page.getByText("“plan.txt” was added.")).toBeVisible();

  const comes = await takesAway(page);
  await page.getByRole("button", { name: "Download plan.txt", exact: true }).click();
  await expect(alert).toContainText("The file can't be fetched");
  expect(new URL(page.url()).pathname).toBe(path);

  await comes();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download plan.txt", exact: true }).click();
  expect((await download).suggestedFilename()).toBe("plan.txt");
});

test("while our own service is away a page says so and keeps what was typed", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());
  const workspace = await driver.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  await page.goto(`/w/${workspace.slug}`);
  const name = page.getByLabel("Project name", { exact: true });
  await name.fill("A long thought");

  // As the web app answers for an API that is not there.
  await page.route("**/api/v1/**", (route) => route.fulfill({ status: 500, body: "Internal Server Error" }));
  await page.getByRole("button", { name: "Create project", exact: true }).click();
  await expect(page.getByText("The service is not available right now. Try again in a minute.")).toBeVisible();
  await expect(name).toHaveValue("A long thought");

  await page.unroute("**/api/v1/**");
  await page.getByRole("button", { name: "Create project", exact: true }).click();
  await expect(page.getByText("“A long thought” was added.")).toBeVisible();
});

/** Nobody answers this page at the storage vendor's, until what it resolves with is called. */
async function takesAway(page: Page): Promise<() => Promise<void>> {
  const own = new URL(page.url()).origin;
  const isVendor = (url: URL) => url.origin !== own;
  await page.route(isVendor, (route) => route.abort("connectionrefused"));
  return () => page.unroute(isVendor);
}
