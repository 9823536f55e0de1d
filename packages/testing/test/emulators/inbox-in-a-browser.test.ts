import { type Browser, chromium, type Page } from "@playwright/test";
import { Resend } from "resend";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chromiumOptions } from "../../src/adapters/playwright/browser.ts";
import { type ResendEmulator, startEmulator } from "../../src/emulators/index.ts";
import { aMail, dataOf } from "./resend-contract.ts";

let browser: Browser;
let emulator: ResendEmulator;
let client: Resend;
let page: Page;
beforeAll(async () => {
  browser = await chromium.launch(chromiumOptions({ path: process.env["CHROMIUM_PATH"] || undefined }));
});
afterAll(() => browser.close());
beforeEach(async () => {
  emulator = await startEmulator("resend");
  client = new Resend(emulator.apiKey, { baseUrl: emulator.url });
  page = await browser.newPage();
});
afterEach(async () => {
  await page.context().close();
  await emulator.close();
});

describe("the inbox in a browser", { timeout: 60_000 }, () => {
  it("shows new mail by itself, and leaves alone what somebody types", async () => {
    dataOf(await client.emails.send(aMail({ subject: "First" })));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.clock.install();
    await page.goto(`${emulator.url}/inbox`);
    const field = page.getByRole("searchbox", { name: "Recipient" });
    await field.fill("bea");
    await page.clock.runFor(10_000);
    expect(asked).toEqual(["/inbox"]);
    await field.fill("");
    dataOf(await client.emails.send(aMail({ subject: "Second" })));
    await page.clock.runFor(2_000);
    await page.getByText("Second").waitFor();
  });

  it("runs nothing of a mail, and opens its links in a tab of their own", async () => {
    const evil = "<script>document.title = 'taken'; parent.document.title = 'taken'</script>";
    const image = "<img src=x onerror=\"parent.location = 'about:blank'\">";
    const link = `<a href="${emulator.url}/inbox?to=opened">Open</a>`;
    const html = `<!doctype html><html><head>${evil}</head><body>${image}${evil}${link}</body></html>`;
    const { id } = dataOf(await client.emails.send(aMail({ html, subject: "Evil" })));
    await page.goto(`${emulator.url}/inbox/${id}`);
    const opened = page.context().waitForEvent("page");
    await page.frameLocator("iframe").getByRole("link", { name: "Open" }).click();
    expect((await opened).url()).toBe(`${emulator.url}/inbox?to=opened`);
    expect([await page.title(), new URL(page.url()).pathname]).toEqual(["Evil: local inbox", `/inbox/${id}`]);
  });
});
