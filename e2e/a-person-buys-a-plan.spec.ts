import { newPerson, type Workspace } from "@ninefold/testing";
import type { PlaywrightDriver } from "@ninefold/testing/playwright";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { z } from "zod";
import { baseUrl } from "./env.ts";
import { test } from "./stage.ts";

test("a person buys a plan, in a browser", async ({ openBrowser }) => {
  const { page, workspace } = await atHome(await openBrowser());

  await page.goto(`/w/${workspace.slug}/billing`);
  await page.getByRole("button", { name: "Choose Pro", exact: true }).click();
  await page.getByRole("button", { name: "Pay $19.00", exact: true }).click();

  // What the vendor's page sent back proves nothing: the plan is there once the vendor's own word has come.
  await expect(page.getByText("Pro is active")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("0 of 100")).toBeVisible();

  await page.getByRole("button", { name: "Cancel plan", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel plan", exact: true }).click();
  await expect(page.getByText(/^Ends on .+ Until then everything works/)).toBeVisible();
});

test("a person whose card is declined is told so, and stays where they were", async ({ openBrowser }) => {
  const { page, workspace } = await atHome(await openBrowser());

  await page.goto(`/w/${workspace.slug}/billing`);
  await page.getByRole("button", { name: "Choose Business", exact: true }).click();
  await page.getByText("4000 0000 0000 0002").click();
  await page.getByRole("button", { name: "Pay $79.00", exact: true }).click();

  await expect(page.getByText("The payment did not come through")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Choose Business", exact: true })).toBeVisible();
});

test("a full plan says what to do, and a larger one makes room", async ({ openBrowser }) => {
  const { page, workspace } = await atHome(await openBrowser());
  const { id } = await billingOf(page.request, workspace);
  for (let count = 1; count <= 5; count += 1) {
    expect(await post(page.request, `/api/v1/workspaces/${id}/projects`, { name: `Project ${count}` })).toBe(201);
  }

  await page.goto(`/w/${workspace.slug}`);
  await page.getByLabel("Project name", { exact: true }).fill("One more");
  await page.getByRole("button", { name: "Create project", exact: true }).click();
  await expect(page.getByText("Your plan has no room for another project.")).toBeVisible();
  await page.getByRole("link", { name: "See plans", exact: true }).click();
  await buys(page);
  await page.goto(`/w/${workspace.slug}`);
  await page.getByLabel("Project name", { exact: true }).fill("One more");
  await page.getByRole("button", { name: "Create project", exact: true }).click();
  await expect(page.getByText("“One more” was added.")).toBeVisible();
});

test("a person buys a plan, through the API", async ({ openBrowser }) => {
  const { page, workspace } = await atHome(await openBrowser());
  const { request } = page;
  const { id } = await billingOf(request, workspace);

  const opened = await request.post(`/api/v1/workspaces/${id}/billing/checkout`, {
    headers: { origin: baseUrl, "idempotency-key": crypto.randomUUID() },
    data: { planKey: "business", interval: "year" },
  });
  const { url } = z.object({ url: z.url() }).parse(await opened.json());
  await request.post(url, { form: { email: "ana@inbox.ninefold.dev", card: "4242424242424242" }, maxRedirects: 0 });

  await expect.poll(async () => (await billingOf(request, workspace)).plan, { timeout: 30_000 }).toBe("business");
});

/** Somebody new, and a workspace of theirs. */
async function atHome(driver: PlaywrightDriver): Promise<{ readonly page: Page; readonly workspace: Workspace }> {
  await driver.signsUp(newPerson());
  return { page: driver.page, workspace: await driver.createsWorkspace(`Atelier ${crypto.randomUUID().slice(-8)}`) };
}

async function buys(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Choose Pro", exact: true }).click();
  await page.getByRole("button", { name: "Pay $19.00", exact: true }).click();
  await expect(page.getByText("Pro is active")).toBeVisible({ timeout: 30_000 });
}

const Found = z.object({ id: z.string() });
const Billing = z.object({ plan: z.object({ key: z.string() }) });

async function billingOf(request: APIRequestContext, { slug }: Workspace) {
  const { id } = Found.parse(await (await request.get(`/api/v1/workspaces/by-slug/${slug}`)).json());
  const { plan } = Billing.parse(await (await request.get(`/api/v1/workspaces/${id}/billing`)).json());
  return { id, plan: plan.key };
}

async function post(request: APIRequestContext, path: string, data: object): Promise<number> {
  return (await request.post(path, { data, headers: { origin: baseUrl } })).status();
}
