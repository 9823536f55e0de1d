import { newPerson } from "@ninefold/testing";
import type { PlaywrightDriver } from "@ninefold/testing/playwright";
import { expect } from "@playwright/test";
import { test } from "./stage.ts";

test("a workspace is open to the person who made it", async ({ openBrowser }) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const { id, name } = await createsWorkspace(ada);

  const answer = await ada.page.request.get(`/api/v1/workspaces/${id}`);

  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ id, name });
});

test("a workspace is a page not found to everybody else who is signed in", async ({ openBrowser }) => {
  const [ada, bea] = [await openBrowser(), await openBrowser()];
  await ada.signsUp(newPerson());
  await bea.signsUp(newPerson());
  const { id, name, path } = await createsWorkspace(ada);

  const missing = await bea.page.goto(`/w/${crypto.randomUUID()}`);
  const missingText = await bea.page.getByRole("main").innerText();
  const closed = await bea.page.goto(path);

  expect(closed?.status()).toBe(404);
  await expect(bea.page.getByText(name)).toHaveCount(0);
  // Nothing tells a workspace that is closed from one that is not there.
  expect(closed?.status()).toBe(missing?.status());
  expect(await bea.page.getByRole("main").innerText()).toBe(missingText);
  expect((await bea.page.request.get(`/api/v1/workspaces/${id}`)).status()).toBe(404);
});

test("a workspace asks a stranger to sign in", async ({ openBrowser }) => {
  const [ada, stranger] = [await openBrowser(), await openBrowser()];
  await ada.signsUp(newPerson());
  const { id, path } = await createsWorkspace(ada);

  await stranger.page.goto(path);

  await expect(stranger.page).toHaveURL((url) => url.pathname === "/sign-in");
  expect((await stranger.page.request.get(`/api/v1/workspaces/${id}`)).status()).toBe(401);
});

async function createsWorkspace({ page }: PlaywrightDriver): Promise<{ id: string; name: string; path: string }> {
  const name = `Atelier ${crypto.randomUUID().slice(-8)}`;
  await page.goto("/home");
  await page.getByLabel("Workspace name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create workspace", exact: true }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/w/"));
  const path = new URL(page.url()).pathname;

  const me: Me = await (await page.request.get("/api/v1/me")).json();
  const workspace = me.workspaces.find((one) => path === `/w/${one.slug}`);
  if (workspace === undefined) throw new Error(`nobody's list of workspaces has ${path}`);
  return { id: workspace.id, name, path };
}

interface Me {
  readonly workspaces: readonly { readonly id: string; readonly name: string; readonly slug: string }[];
}
