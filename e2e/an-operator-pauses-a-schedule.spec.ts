import { expect } from "@playwright/test";
import { operator } from "./env.ts";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

// Of all that start by themselves, one that nothing else here waits for.
const NAME = "identity.check_domains";

test("an operator pauses a schedule, runs it now all the same, and resumes it", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsIn(operator);
  await page.goto("/admin/schedules");
  const row = page.getByRole("row").filter({ hasText: NAME });
  await expect(row.getByText("Every 10 minutes")).toBeVisible();

  const pause = page.getByRole("button", { name: `Pause ${NAME}`, exact: true });
  const form = page.getByRole("dialog");
  await expectNothingInTheWay(page, {
    what: "the question before it is paused",
    within: "[role=dialog]",
    show: async () => {
      await pause.click();
      await expect(form).toBeVisible();
    },
    hide: async () => {
      await form.getByRole("button", { name: "Close", exact: true }).click();
      await expect(form).toBeHidden();
    },
  });
  await pause.click();
  await form.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(form.getByText("Say why: 1 to 500 characters.")).toBeVisible();
  await form.getByRole("textbox", { name: "Reason", exact: true }).fill("The name server moves");
  await form.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText(`${NAME} is paused`)).toBeVisible();
  await expect(row.getByText("The name server moves")).toBeVisible();
  await expect(row.getByText("Paused", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: `Run now: ${NAME}`, exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Run now", exact: true }).click();
  await expect(page.getByText(`${NAME} is on its way`)).toBeVisible();
  await row.getByRole("link", { name: "Its run", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${NAME}@1` })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("main").getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await page.goto("/admin/schedules");
  await page.getByRole("button", { name: `Resume ${NAME}`, exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Resume", exact: true }).click();
  await expect(page.getByText(`${NAME} goes on`)).toBeVisible();
  await expect(row.getByText("The name server moves")).toBeHidden();
});
