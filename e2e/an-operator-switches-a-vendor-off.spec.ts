import { newPerson } from "@ninefold/testing";
import { expect } from "@playwright/test";
import { operator } from "./env.ts";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

// Of all that can be switched off, what nothing waits for here: jobs run in the database.
const DEPENDENCY = "trigger";

test("an operator switches a vendor off and on again, and says why", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsIn(operator);
  await page.goto("/admin/switches");

  await page.getByRole("button", { name: "Switch off", exact: true }).click();
  await expect(page.getByText("Say why: 1 to 500 characters.")).toBeVisible();

  await page.getByRole("combobox", { name: "Dependency", exact: true }).click();
  await page.getByRole("option", { name: DEPENDENCY, exact: true }).click();
  await page.getByRole("textbox", { name: "Reason", exact: true }).fill("Its events come twice");
  await page.getByRole("button", { name: "Switch off", exact: true }).click();
  await expect(page.getByText(`${DEPENDENCY} is switched off`)).toBeVisible();
  await expect(page.getByRole("table").getByText("Its events come twice")).toBeVisible();

  const switchOn = page.getByRole("button", { name: `Switch on ${DEPENDENCY}`, exact: true });
  const question = page.getByRole("alertdialog");
  await expectNothingInTheWay(page, {
    what: "the question before it is switched on",
    show: async () => {
      await switchOn.click();
      await expect(question).toBeVisible();
    },
    hide: async () => {
      await page.keyboard.press("Escape");
      await expect(question).toBeHidden();
    },
  });
  await switchOn.click();
  await question.getByRole("button", { name: "Switch on", exact: true }).click();
  await expect(page.getByText(`${DEPENDENCY} is on`)).toBeVisible();
  await expect(page.getByText("Everything is on")).toBeVisible();
  await expect(page.getByText(`${DEPENDENCY} is switched off`)).toBeHidden();
});

test("a person who is no operator finds no admin area", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());

  for (const path of ["/admin", "/admin/switches", "/admin/flags", "/admin/runbooks"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
});
