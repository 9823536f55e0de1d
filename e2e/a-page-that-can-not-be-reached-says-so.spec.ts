import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { test } from "./stage.ts";

test("without a connection a page says so, and nothing about a person was kept for it", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());
  await driver.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  // The app does this by itself where it is served over TLS.
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  await page.goto("/home");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toEqual(["/offline"]);

  await page.context().setOffline(true);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "No connection" })).toBeVisible();
  expect(new URL(page.url()).pathname, "the address stays the one that was asked for").toBe("/account");

  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
});
