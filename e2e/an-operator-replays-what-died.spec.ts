import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { controlUrl, mailUrl, operator } from "./env.ts";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

test("an operator replays all that died of one fault, once it is mended", async ({ openBrowser, openApi }) => {
  const host = await openApi();
  await host.signsUp(newPerson());
  const workspace = await host.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  const guests = [newPerson().email, newPerson().email];
  // The mail vendor takes nothing for these two, and everything for everybody else's journey.
  const faults = await Promise.all(guests.map((guest) => refusingMail(guest)));
  for (const guest of guests) await host.invites(workspace, guest);

  const { page, ...driver } = await openBrowser();
  await driver.signsIn(operator);
  const list = "/admin/runs/dead-letters?task=notifications.deliver&error=teapot";
  const replay = page.getByRole("button", { name: "Replay 2", exact: true });
  const error = page.getByLabel("Part of the error", { exact: true });
  await expect(async () => {
    await page.goto(list);
    await expect(replay).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await error.fill("Nobody has ever said this");
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await expect(page.getByText("None is like this")).toBeVisible();
  await page.goBack();

  const question = page.getByRole("alertdialog");
  await expectNothingInTheWay(page, {
    what: "the question before many are replayed",
    show: async () => {
      await replay.click();
      await expect(question).toBeVisible();
    },
    hide: async () => {
      await page.keyboard.press("Escape");
      await expect(question).toBeHidden();
    },
  });

  for (const id of faults) await fetch(`${rulesOfMail()}/${id}`, { method: "DELETE" });
  await replay.click();
  await question.getByRole("button", { name: "Replay", exact: true }).click();
  await expect(page.getByText("2 are on their way")).toBeVisible();
  await expect(replay).toBeHidden();
  for (const guest of guests) await expect.poll(() => received(page, guest), { timeout: 30_000 }).toBe(1);

  await page.goto("/admin/runs?task=notifications.deliver");
  await page.getByRole("table").getByRole("link", { name: "notifications.deliver@1" }).first().click();
  await expect(page.getByText("Attempt 1 began")).toBeVisible();
});

test("an operator stops a run that would be tried again, and says why", async ({ openBrowser, openApi }) => {
  const host = await openApi();
  await host.signsUp(newPerson());
  const workspace = await host.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  const guest = newPerson().email;
  // A trouble that passes, says the code, and no other journey is answered it.
  const fault = await refusingMail(guest, { status: 507, name: "kettle" });
  await host.invites(workspace, guest);

  const { page, ...driver } = await openBrowser();
  await driver.signsIn(operator);
  const row = page.getByRole("row", { name: "(507)" });
  await expect(async () => {
    await page.goto("/admin/runs?task=notifications.deliver&state=waiting_retry");
    await row.getByRole("link", { name: "notifications.deliver@1" }).click({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  const stop = page.getByRole("button", { name: "Stop", exact: true });
  const dialog = page.getByRole("dialog");
  await stop.click();
  await dialog.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(dialog.getByText("Say why: 1 to 500 characters.")).toBeVisible();
  await dialog.getByLabel("Reason", { exact: true }).fill("It asks for a kettle");
  await dialog.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByText("notifications.deliver@1 is stopped")).toBeVisible();
  await expect(stop).toBeHidden();
  await expect(page.getByRole("button", { name: "Replay", exact: true })).toBeVisible();
  await expect(page.getByText("It asks for a kettle").first()).toBeVisible();
  await fetch(`${rulesOfMail()}/${fault}`, { method: "DELETE" });
});

const rulesOfMail = () => new URL("/emulators/resend/faults", controlUrl()).href;
const Added = z.object({ id: z.string() });

/** What no other journey is answered, and is told from what died of anything else by it. */
async function refusingMail(email: string, { status, name } = { status: 418, name: "teapot" }): Promise<string> {
  const body = { statusCode: status, name, message: "This address is not taken." };
  const rule = { route: "POST /emails", holding: email, status, body };
  const answer = await fetch(rulesOfMail(), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(rule),
  });
  return Added.parse(await answer.json()).id;
}

const Inbox = z.object({ mails: z.array(z.unknown()) });
async function received(page: Page, address: string): Promise<number> {
  const answer = await page.request.get(`${mailUrl}/inbox.json?to=${encodeURIComponent(address)}`);
  return Inbox.parse(await answer.json()).mails.length;
}
