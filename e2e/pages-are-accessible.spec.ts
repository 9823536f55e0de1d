import { newPerson } from "@ninefold/testing";
import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import { mailUrl, operator } from "./env.ts";
import { expectNothingInTheWay } from "./look.ts";
import { test } from "./stage.ts";

const PUBLIC_PAGES = [
  "/",
  "/id",
  "/design",
  "/pricing",
  "/reference",
  "/docs",
  "/docs/guides/add-a-route",
  "/docs/systems/identity",
  "/id/docs/guides/write-a-page",
  "/blog",
  "/blog/two-commands",
  "/changelog",
  "/legal/terms",
  "/legal/privacy",
  "/sign-up",
  "/sign-in",
  "/sign-in/second-factor",
  "/sign-in/mail",
  "/sign-in/sso",
  "/sign-in?problem=address-known",
  "/forgot-password",
  "/reset-password",
  "/verify",
  "/dev",
  "/offline",
];
// Bounds what hangs. Each looks at its pages four times and more, which a busy machine takes its time for.
test.describe.configure({ timeout: 240_000 });

for (const path of PUBLIC_PAGES) {
  test(`${path} has nothing in the way of anybody`, async ({ page }) => {
    await look(page, [path]);
  });
}

test("the pages of a workspace have nothing in the way of anybody", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());
  const { slug } = await driver.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  await look(page, [
    "/home",
    "/account",
    "/account/notifications",
    "/account/security",
    "/inbox",
    `/w/${slug}`,
    `/w/${slug}/files`,
    `/w/${slug}/settings`,
    `/w/${slug}/settings/teams`,
    `/w/${slug}/settings/roles`,
    `/w/${slug}/settings/sign-in`,
    `/w/${slug}/settings/keys`,
    `/w/${slug}/settings/runs`,
    `/w/${slug}/settings/runs?state=expired`,
    `/w/${slug}/members`,
    `/w/${slug}/billing`,
    `/w/${slug}/audit`,
  ]);
});

test("the pages of a project, and the payment vendor's checkout, have nothing in the way of anybody", async ({
  openBrowser,
}) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsUp(newPerson());
  const workspace = await driver.createsWorkspace(`Studio ${crypto.randomUUID().slice(-8)}`);
  const project = await driver.createsProject(workspace, "Launch");
  const path = `/w/${workspace.slug}/projects/${project.id}`;
  await look(page, [path]);
  for (const title of ["Write the page", "Check it"]) await driver.addsTask(project, title);
  await driver.completesTask(project, "Write the page");
  await look(page, [`/w/${workspace.slug}`, path]);

  await page.goto(`/w/${workspace.slug}/billing`);
  await page.getByRole("button", { name: "Choose Pro", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pay $19.00", exact: true })).toBeVisible();
  await expectNothingInTheWay(page, { what: "the checkout" });
});

test("the pages of operators have nothing in the way of anybody", async ({ openBrowser }) => {
  const { page, ...driver } = await openBrowser();
  await driver.signsIn(operator);
  await look(page, [
    "/admin",
    "/admin/runs",
    "/admin/runs?task=no.such.task",
    "/admin/schedules",
    "/admin/runs?window=day&queue=reactions&kind=reaction",
    "/admin/runs/dead-letters",
    "/admin/runs/dead-letters?task=no.such.task",
    "/admin/dependencies",
    "/admin/switches",
    "/admin/flags",
    "/admin/runbooks",
  ]);
  for (const list of ["/admin/runs", "/admin/runbooks"]) {
    await page.goto(list);
    await look(page, [await pathBehind(page, page.getByRole("table").getByRole("link").first())]);
  }
});

const Vendors = z.object({ vendors: z.array(z.object({ name: z.string(), page: z.url() })) });
/** Where each stand-in begins; its first entry is looked at too, and a page of its that is gone. */
const STAND_INS: Readonly<Record<string, { readonly list: string; readonly gone?: string }>> = {
  resend: { list: "/inbox", gone: "/inbox/gone" },
  dodo: { list: "/dashboard", gone: "/checkout/gone" },
  imagekit: { list: "/library", gone: "/library/gone" },
  posthog: { list: "/events", gone: "/events/gone" },
  sentry: { list: "/errors", gone: "/errors/gone" },
  trigger: { list: "/runs", gone: "/runs/gone" },
  google: { list: "/people", gone: "/people/gone" },
  github: { list: "/people", gone: "/people/gone" },
  apple: { list: "/people", gone: "/people/gone" },
  // These have no page of their own for what they list.
  openid: { list: "/people" },
  dns: { list: "/records" },
};

for (const [name, { list, gone }] of Object.entries(STAND_INS)) {
  test(`the pages of what stands in for ${name} have nothing in the way of anybody`, async ({ page }) => {
    const { vendors } = Vendors.parse(await (await page.request.get("/api/dev/state")).json());
    expect(vendors.map((vendor) => vendor.name).toSorted()).toEqual(Object.keys(STAND_INS).toSorted());
    const origin = vendors.find((vendor) => vendor.name === name)?.page ?? "";
    await look(page, [`${origin}${list}`, `${origin}${list}?q=nothing-like-this`]);
    if (gone !== undefined) await look(page, [`${origin}${gone}`], 404);
    await page.goto(`${origin}${list}`);
    const entry = page.locator("main a.row, main a.file").first();
    if (await entry.isVisible()) await look(page, [`${origin}${await pathBehind(page, entry)}`]);
  });
}

test("a mail and all its parts have nothing in the way of anybody", async ({ page, openApi }) => {
  const { email, ...person } = newPerson();
  await (await openApi()).signsUp({ ...person, email });
  await expect.poll(() => received(page, email), { timeout: 30_000 }).toBe(1);
  await page.goto(`${mailUrl}/inbox?to=${encodeURIComponent(email)}`);
  const mail = `${mailUrl}${await pathBehind(page, page.locator("main a.row").first())}`;
  await look(
    page,
    ["preview", "text", "links", "headers"].map((part) => `${mail}?view=${part}`),
  );
});

// Of all vendors the one that nothing here waits for: jobs run in the database.
test("the console with a vendor that is down, and a choice that is open", async ({ page }) => {
  await page.goto("/dev");
  const choice = page.getByRole("combobox", { name: "How Trigger.dev behaves", exact: true });
  await choice.click();
  await page.getByRole("option", { name: /^Down/ }).click();
  const heal = page.getByRole("button", { name: "Bring Trigger.dev back", exact: true });
  await expect(heal).toBeVisible();
  await expectNothingInTheWay(page, { what: "a vendor that is down" });
  await expectNothingInTheWay(page, {
    what: "an open choice",
    within: "[role=listbox]",
    show: async () => {
      await choice.click();
      await expect(page.getByRole("option").first()).toBeVisible();
    },
    hide: async () => {
      await page.keyboard.press("Escape");
      await expect(page.getByRole("option")).toHaveCount(0);
    },
  });
  await heal.click();
  await expect(heal).toBeHidden();
});

async function look(page: Page, paths: readonly string[], status = 200): Promise<void> {
  const errors = listenForErrors(page);
  for (const path of paths) {
    await open(page, path, status);
    await expectNothingInTheWay(page, { what: path });
  }
  // A browser counts a page that is not there among them.
  if (status === 200) expect(errors, "errors on the console").toEqual([]);
}

async function open(page: Page, path: string, status: number): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), `the status of ${path}`).toBe(status);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // What streams in later is part of the page too. The page of components shows what waiting looks like.
  if (path !== "/design") await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  const { pathname, search } = new URL(page.url());
  expect(page.url().startsWith(path) ? path : pathname + search, "the page itself is looked at").toBe(path);
}

async function pathBehind(page: Page, link: Locator): Promise<string> {
  return new URL((await link.getAttribute("href")) ?? "", page.url()).pathname;
}

const Inbox = z.object({ mails: z.array(z.unknown()) });
async function received(page: Page, address: string): Promise<number> {
  const answer = await page.request.get(`${mailUrl}/inbox.json?to=${encodeURIComponent(address)}`);
  return Inbox.parse(await answer.json()).mails.length;
}

function listenForErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    // What the recorder of a failure wants to run in the frame of a mail, where nothing may.
    const isRecorder =
      message.location().url === "about:srcdoc" && message.text().startsWith("Blocked script execution");
    if (message.type() === "error" && !isRecorder) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return errors;
}
