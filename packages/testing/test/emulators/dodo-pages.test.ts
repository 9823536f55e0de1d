import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chromiumOptions } from "../../src/adapters/playwright/browser.ts";
import { type DodoEmulator, startEmulator } from "../../src/emulators/index.ts";
import { clientOf, open, subscribe } from "./dodo-contract.ts";

let browser: Browser;
let emulator: DodoEmulator;
let page: Page;
/** Where the product would be: whoever comes back is met here. */
const PRODUCT = "http://product.localhost:9";
beforeAll(async () => {
  browser = await chromium.launch(chromiumOptions({ path: process.env["CHROMIUM_PATH"] || undefined }));
});
afterAll(() => browser.close());
beforeEach(async () => {
  emulator = await startEmulator("dodo", { productUrl: PRODUCT });
  page = await browser.newPage();
  await page.route(`${PRODUCT}/**`, (route) => route.fulfill({ body: "the product" }));
});
afterEach(async () => {
  await page.context().close();
  await emulator.close();
});

const subject = () => ({ emulator, client: clientOf(emulator) });
const urls = { return_url: `${PRODUCT}/billing?from=checkout`, cancel_url: `${PRODUCT}/pricing` };
const begin = async () => {
  const checkout = await open(subject(), urls);
  await page.goto(checkout.checkout_url ?? "");
  return checkout.session_id;
};
const statusOf = async (checkout: string) =>
  (await subject().client.checkoutSessions.retrieve(checkout)).payment_status;

describe("the checkout in a browser", { timeout: 60_000 }, () => {
  it("shows what is bought and for how much, takes a card, and leads back with the vendor's parameters", async () => {
    const checkout = await begin();
    await page.getByRole("heading", { name: "Pro (monthly)" }).waitFor();
    expect(await page.getByText("Now, and then $19.00 a month until it is cancelled.").count()).toBe(1);
    await page.getByRole("button", { name: "Pay $19.00" }).click();
    await page.waitForURL(`${PRODUCT}/**`);
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get("from"), searchParams.get("status")]).toEqual([
      "/billing",
      "checkout",
      "active",
    ]);
    expect(searchParams.get("subscription_id")).toMatch(/^sub_/);
    expect(await statusOf(checkout)).toBe("succeeded");
    await page.goto(`${emulator.url}/checkout/${checkout}`);
    await page.getByRole("heading", { name: "Paid already" }).waitFor();
  });

  it("says that a card was declined on the way back, and can be tried again", async () => {
    const checkout = await begin();
    await page.getByRole("radio", { name: /0002/ }).check();
    await page.getByRole("button", { name: "Pay" }).click();
    await page.waitForURL(`${PRODUCT}/**`);
    expect(new URL(page.url()).searchParams.get("status")).toBe("failed");
    expect(await statusOf(checkout)).toBe("failed");
    await page.goto(`${emulator.url}/checkout/${checkout}`);
    await page.getByRole("button", { name: "Pay" }).click();
    await page.waitForURL(`${PRODUCT}/**`);
    expect(await statusOf(checkout)).toBe("succeeded");
  });

  it("can be left without paying", async () => {
    const checkout = await begin();
    await page.getByRole("link", { name: "Go back without paying" }).click();
    await page.waitForURL(`${PRODUCT}/pricing`);
    expect(await statusOf(checkout)).toBeNull();
  });

  it("is over after a day, and says so", async () => {
    await begin();
    await emulator.clock.advance(24 * 60 * 60 * 1_000);
    await page.reload();
    await page.getByRole("heading", { name: "This checkout has expired" }).waitFor();
  });
});

describe("the dashboard in a browser", { timeout: 60_000 }, () => {
  it("shows a purchase by itself, and renews, fails, collects, cancels and tells again", async () => {
    await page.goto(`${emulator.url}/dashboard`);
    await page.getByRole("heading", { name: "Nothing was bought yet" }).waitFor();
    const { client } = subject();
    await client.webhooks.create({ url: "http://127.0.0.1:9/nobody" });
    const id = await subscribe(subject());
    const { email } = (await client.subscriptions.retrieve(id)).customer;
    await page.getByText(email).first().waitFor();
    const press = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).click();
      await page.waitForLoadState();
      return (await client.subscriptions.retrieve(id)).status;
    };
    expect(await press("Renew now")).toBe("active");
    expect((await client.payments.list()).items).toHaveLength(2);
    expect(await press("Let the next payment fail")).toBe("active");
    expect(await press("Renew now")).toBe("on_hold");
    expect(await press("Pay what is due")).toBe("active");
    expect(await press("Cancel now")).toBe("cancelled");
    await page.getByRole("button", { name: "Send again: subscription.cancelled" }).click();
    await page.getByRole("heading", { name: "Webhooks" }).waitFor();
  });
});

describe("the customer portal in a browser", { timeout: 60_000 }, () => {
  it("lets a customer cancel at the end of the period, and keep the subscription after all", async () => {
    const { client } = subject();
    const id = await subscribe(subject());
    const { customer } = await client.subscriptions.retrieve(id);
    const back = { return_url: `${PRODUCT}/billing` };
    await page.goto((await client.customers.customerPortal.create(customer.customer_id, back)).link);
    await page.getByRole("button", { name: "Cancel at the end of the period" }).click();
    await page.getByText(/Ends on/).waitFor();
    expect((await client.subscriptions.retrieve(id)).cancel_at_next_billing_date).toBe(true);
    await page.getByRole("button", { name: "Keep the subscription" }).click();
    await page.getByText(/Renews on/).waitFor();
    await page.getByRole("link", { name: "Back to the product" }).click();
    await page.waitForURL(`${PRODUCT}/billing`);
  });
});

describe("what is typed elsewhere", () => {
  it("stays text on every page", async () => {
    const evil = `<script>alert(1)</script><img src=x onerror=alert(1)>`;
    const { client } = subject();
    const { customer_id: customer } = await client.customers.create({ email: "eve@inbox.ninefold.dev", name: evil });
    const id = emulator.pay((await open(subject(), { customer: { customer_id: customer } })).session_id);
    emulator.edit(id, { metadata: { note: evil } });
    const { link } = await client.customers.customerPortal.create(customer);
    for (const url of [`${emulator.url}/dashboard`, link]) {
      const text = await (await fetch(url)).text();
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("<img src=x");
    }
  });

  it("is no way back when it leads anywhere but the web", async () => {
    const { client } = subject();
    const back = "javascript:alert(1)";
    await expect(open(subject(), { return_url: back })).rejects.toMatchObject({ status: 422 });
    await expect(open(subject(), { cancel_url: back })).rejects.toMatchObject({ status: 422 });
    const { customer_id: id } = await client.customers.create({ email: "eve@inbox.ninefold.dev", name: "Eve" });
    await expect(client.customers.customerPortal.create(id, { return_url: back })).rejects.toMatchObject({
      status: 422,
    });
  });
});
