import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { test } from "./stage.ts";

/** What the dialog shows once, and nowhere again. */
async function secretIn(page: Page): Promise<string> {
  const secret = await page.getByLabel("Secret of the key", { exact: true }).innerText();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Save the key first. It can't be shown again.")).toBeVisible();
  await page.getByLabel("I have saved the key", { exact: true }).check();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText(secret)).toHaveCount(0);
  return secret;
}

test("a program works with a key of its own, through a rotation, until that is revoked", async ({ openBrowser }) => {
  const ada = await openBrowser();
  await ada.signsUp(newPerson());
  const { page } = ada;
  const { slug } = await ada.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  await page.goto(`/w/${slug}/settings`);
  await page.getByRole("navigation", { name: "Parts of the settings" }).getByRole("link", { name: "API keys" }).click();
  // The example names the address that programs use.
  const usage = (await page.getByText(/^curl -H/).innerText()).split(" ").at(-1) ?? "";
  const statusFor = async (secret: string, path: string) => {
    const url = usage.replace(/usage$/, path);
    return (await fetch(url, { headers: { authorization: `Bearer ${secret}` } })).status;
  };
  await page.getByRole("button", { name: "Make service account", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Nightly export");
  await page.getByRole("dialog").getByRole("button", { name: "Make service account", exact: true }).click();
  await expect(page.getByRole("main").getByRole("heading", { name: "Nightly export" })).toBeVisible();

  await page.getByRole("button", { name: "Make a key for Nightly export", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Build server");
  await dialog.getByRole("button", { name: "Make key", exact: true }).click();
  await expect(dialog.getByText("Give the key at least one permission.")).toBeVisible();
  await dialog.getByLabel("See projects and files", { exact: true }).check();
  await dialog.getByRole("button", { name: "Make key", exact: true }).click();
  const first = await secretIn(page);
  expect(await statusFor(first, "projects")).toBe(200);
  expect(await statusFor(first, "members")).toBe(403);

  await page.getByRole("button", { name: "Rotate Build server", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate", exact: true }).click();
  const second = await secretIn(page);
  await expect(page.getByText("Being replaced")).toBeVisible();
  expect([await statusFor(first, "projects"), await statusFor(second, "projects")]).toEqual([200, 200]);

  // Newest first: the one that took over.
  await page.getByRole("button", { name: "Revoke Build server", exact: true }).first().click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByRole("button", { name: "Revoke Build server", exact: true })).toHaveCount(1);
  expect([await statusFor(first, "projects"), await statusFor(second, "projects")]).toEqual([200, 401]);

  // What both asked, and what was let: told a moment later.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/^4 in /)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
});
