import { AxeBuilder } from "@axe-core/playwright";
import { newPerson } from "@ninefold/testing";
import type { PlaywrightDriver } from "@ninefold/testing/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./stage.ts";

const bell = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });

test("an owner's open page tells that an invited person joined, without a reload", async ({ openBrowser }) => {
  const [ada, bea] = [await openBrowser(), await openBrowser()];
  const guest = newPerson();
  await ada.signsUp(newPerson());
  const workspace = await ada.createsWorkspace(`Atelier ${crypto.randomUUID().slice(-8)}`);
  await ada.invites(workspace, guest.email);
  const { page } = ada;
  await page.goto("/home");
  const other = await page.context().newPage();
  await other.goto("/account");
  await page.bringToFront();
  await expect(bell(page, "Notifications")).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isTheSame: true }));

  await bea.signsUp(guest);
  await bea.acceptsInvitation(guest.email);

  await expect(bell(page, "Notifications, 1 unread")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("status").filter({ hasText: "New notification. 1 unread." })).toBeAttached();
  expect(await page.evaluate(() => "isTheSame" in window)).toBe(true);

  await test.step("the bell is opened and left with the keyboard", async () => {
    await bell(page, "Notifications, 1 unread").focus();
    await page.keyboard.press("Enter");
    const told = page.getByRole("link", { name: `Unread: ${guest.name} joined ${workspace.name}` });
    await expect(told).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(told).toHaveCount(0);
    await expect(bell(page, "Notifications, 1 unread")).toBeFocused();
  });

  await test.step("what is read in one window is read in the others", async () => {
    await bell(page, "Notifications, 1 unread").click();
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await page.keyboard.press("Escape");
    await expect(bell(page, "Notifications")).toBeVisible();
    await expect(bell(other, "Notifications")).toBeVisible();
  });

  await test.step("a press leads to where something can be done about it, on a phone too", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await bell(page, "Notifications").click();
    await page.getByRole("link", { name: `${guest.name} joined ${workspace.name}` }).click();
    await expect(page).toHaveURL((url) => url.pathname.endsWith("/members"));
  });
});

test("somebody whom nothing was told reads what will be told here", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());
  await page.goto("/home");
  await bell(page, "Notifications").click();
  await expect(page.getByText("Nothing yet")).toBeVisible();
});

test("mail about activity can be turned off, and stays off; security mail has no switch", async ({ openBrowser }) => {
  const { page, ...driver }: PlaywrightDriver = await openBrowser();
  await driver.signsUp(newPerson());
  await page.goto("/account");
  await page.getByRole("link", { name: "Email What we send you by email." }).click();
  const activity = page.getByRole("switch", { name: "Activity in workspaces" });
  await expect(activity).toBeChecked();
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await activity.uncheck();
  expect((await saved).status()).toBe(200);
  await page.reload();
  await expect(activity).not.toBeChecked();
  await expect(page.getByRole("switch")).toHaveCount(1);
  await expect(page.getByText("Always sent")).toHaveCount(3);
});
