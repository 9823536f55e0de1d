import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { test } from "./stage.ts";

test("an owner sees what ran for their workspace; a member is told who may, and another workspace's owner finds nothing", async ({
  openBrowser,
}) => {
  const [ada, bea, cy] = [await openBrowser(), await openBrowser(), await openBrowser()];
  const guest = newPerson();
  await ada.signsUp(newPerson());
  const workspace = await ada.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  await ada.invites(workspace, guest.email);
  await bea.signsUp(guest);
  await bea.acceptsInvitation(guest.email);

  const path = `/w/${workspace.slug}/settings/runs`;
  const { page } = ada;
  await page.goto(`/w/${workspace.slug}/settings`);
  await page
    .getByRole("navigation", { name: "Parts of the settings" })
    .getByRole("link", { name: "Background work" })
    .click();
  await page.waitForURL(`**${path}`);
  // Owners are told who joined. The page is live, so nobody reloads it.
  const notice = page.getByRole("link", { name: "Notice to members" }).first();
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await notice.click();
  await page.waitForURL(`**${path}/*`);
  await expect(page.getByRole("heading", { name: "Notice to members" })).toBeVisible();
  await expect(page.getByText("It is done.")).toBeVisible({ timeout: 30_000 });
  // What somebody has to hear of is not the workspace's to stop.
  await expect(page.getByRole("button", { name: "Call off" })).toHaveCount(0);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  const denied = await bea.page.goto(path);
  expect(denied?.status()).toBe(403);
  await expect(bea.page.getByText("You can’t see background work")).toBeVisible();
  await expect(bea.page.getByRole("link", { name: "Background work" })).toHaveCount(0);
  expect((await bea.page.goto(`${path}/${id}`))?.status()).toBe(404);

  await cy.signsUp(newPerson());
  const other = await cy.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  for (const closed of [path, `${path}/${id}`, `/w/${other.slug}/settings/runs/${id}`]) {
    expect((await cy.page.goto(closed))?.status()).toBe(404);
  }
});
