import { request as httpRequest } from "node:http";
import { newPerson } from "@ninefold/testing";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { baseUrl } from "./env.ts";
import { test } from "./stage.ts";

// One after another: what the second switches off, the first waits for. The second is mostly waiting, so this file is
// called what puts it among the first: nothing else would be left to run beside it at the end.
test.describe.configure({ mode: "default" });

/** A system's cell, by what people call it. */
const cell = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a sign-up is seen as a fact, a mail, an event and the jobs that made them", async ({ page, openApi }) => {
  await page.goto("/dev");
  const done = async () => Number(await cell(page, "Jobs").getByRole("definition").nth(2).innerText());
  const before = await done();
  const person = newPerson();
  const driver = await openApi();
  await driver.signsUp(person);

  await expect(cell(page, "Mail").getByText(person.email)).toBeVisible({ timeout: 30_000 });
  await expect(cell(page, "People").getByText("person_signed_up").first()).toBeVisible();
  // Two reactions, the mail and what analytics is told. The newest that are listed may be those of other journeys.
  await expect.poll(done).toBeGreaterThanOrEqual(before + 4);
  await expect(cell(page, "Events and errors").getByText("identity.person_signed_up").first()).toBeVisible();
});

const Me = z.object({ person: z.object({ id: z.string() }) });
const Vendors = z.object({ vendors: z.array(z.object({ name: z.string(), page: z.url() })) });
const Events = z.object({ events: z.array(z.object({ event: z.string(), distinctId: z.string() })) });

/** The job tries again after a minute. */
const HEALED_MS = 150_000;

test("a vendor is switched off, the product goes on, and what waited arrives when it is back", async ({
  page,
  openBrowser,
}) => {
  test.setTimeout(HEALED_MS + 120_000);
  await page.goto("/dev");
  const behaviour = page.getByRole("combobox", { name: "How PostHog behaves", exact: true });
  await behaviour.click();
  await page.getByRole("option", { name: /^Down/ }).click();
  const notice = page.getByText("PostHog: Down.");
  await expect(notice).toBeVisible();
  const { vendors } = Vendors.parse(await (await page.request.get("/api/dev/state")).json());
  const events = new URL("/events.json", vendors.find(({ name }) => name === "posthog")?.page);
  await expect(page.request.get(events.href)).rejects.toThrow("ECONNREFUSED");

  const driver = await openBrowser();
  await driver.signsUp(newPerson());
  const { person } = Me.parse(await (await driver.page.request.get("/api/v1/me")).json());
  await expect(cell(page, "Jobs").getByText("Tries again").first()).toBeVisible({ timeout: 30_000 });

  await page.getByRole("button", { name: "Bring PostHog back", exact: true }).click();
  await expect(notice).toBeHidden();
  const told = async () => {
    const all = Events.parse(await (await page.request.get(events.href)).json()).events;
    return all.filter(({ distinctId }) => distinctId === person.id).map(({ event }) => event);
  };
  await expect.poll(told, { timeout: HEALED_MS }).toEqual(["identity.person_signed_up"]);
});

test("a hidden tab asks nothing, and one that is looked at again asks at once", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/dev/state")) asked.push(request.url());
  });
  await page.clock.install();
  await page.goto("/dev");
  await expect.poll(() => asked.length).toBeGreaterThan(1);

  await page.evaluate(hide, true);
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  const before = asked.length;
  await page.clock.fastForward("01:00");
  expect(asked.length).toBe(before);

  await page.evaluate(hide, false);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  expect(asked.length).toBeGreaterThan(before);
});

/** Runs in the page. */
function hide(isHidden: boolean): void {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event("visibilitychange"));
}

test("a page of another site flips no switch, and reads nothing under another name", async ({ page }) => {
  const post = (headers: Record<string, string>) =>
    page.request.post("/api/dev/vendors/sentry", { data: { mode: "down" }, headers });
  expect((await post({ origin: "https://evil.example" })).status()).toBe(403);
  expect((await post({ origin: baseUrl.replace("localhost", "127.0.0.1") })).status()).toBe(403);

  for (const path of ["/dev", "/api/dev/state", "/api/%64ev/state"]) {
    expect(await statusFor(path, { host: "rebound.example" }), path).toBe(404);
    expect(await statusFor(path, { host: "rebound.example", "x-forwarded-host": "localhost" }), path).toBe(404);
    expect(await statusFor(path, { host: "localhost", "x-forwarded-host": "tunnel.example" }), path).toBe(404);
    expect(await statusFor(path, { host: "localhost" }), path).toBe(200);
  }
  await page.goto("/dev");
  await expect(page.getByRole("combobox", { name: "How Sentry behaves", exact: true })).toHaveText("Up");
});

/** As a browser that was told that the name leads here would ask. */
function statusFor(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const { port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const asking = httpRequest({ host: "127.0.0.1", port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asking.on("error", reject).end();
  });
}
