import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { httpDriver } from "../src/adapters/http/index.ts";
import { pretendApp } from "../src/adapters/memory.ts";
import { type PlaywrightDriver, playwrightDriver } from "../src/adapters/playwright/index.ts";
import { newPerson } from "../src/person.ts";
import type { AppDriver } from "../src/port.ts";
import { serveScriptedApp, type RunningApp } from "./scripted-app.ts";
import { browser, closeBrowser } from "./targets.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

/** Long enough for a page of the scripted app, short enough to wait for what never comes. */
const TIMEOUT_MS = 2_500;

const open = new Set<{ close(): Promise<void> }>();
afterEach(async () => {
  for (const one of open) await one.close();
  open.clear();
});
afterAll(closeBrowser);

describe("a product that does not answer", () => {
  it.each([
    ["browser", inBrowser],
    ["API", throughApi],
  ])("is testing.unreachable to the %s driver", async (_name, drive) => {
    const app = await serveScriptedApp(pretendApp());
    await app.close();
    const driver = await drive(app);

    await expect(driver.isAskedToSignIn()).rejects.toMatchObject({ code: "testing.unreachable", retryable: true });
    await expect(driver.signsUp(newPerson())).rejects.toMatchObject({ code: "testing.unreachable" });
  });
});

describe("a refusal", () => {
  it.each([
    ["browser", inBrowser],
    ["API", throughApi],
  ])("carries what the product said, and no password, through the %s driver", async (_name, drive) => {
    const driver = await drive(await served());
    const stranger = newPerson();

    const failure: unknown = await driver.signsIn(stranger).catch((error: unknown) => error);

    expect(failure).toMatchObject({ message: expect.stringContaining("Address and password do not belong together") });
    expect(String(failure)).not.toContain(stranger.password);
  });

  it("is seen when the browser itself will not send what was typed", async () => {
    const driver = await inBrowser(await served());

    await expect(driver.signsUp({ ...newPerson(), email: "not an address" })).rejects.toMatchObject({
      code: "testing.refused",
    });
  });
});

describe("a page that somebody can not use", () => {
  it("is a missing effect when a field has lost its label", async () => {
    const driver = await inBrowser(await served((page) => page.replace("<label>Email", "<label>")));

    await expect(driver.signsIn(newPerson())).rejects.toMatchObject({
      code: "testing.no_effect",
      message: 'it did not show that /sign-in has a field "Email"',
    });
  });

  it("is a missing effect when a refusal is not announced", async () => {
    const driver = await inBrowser(await served((page) => page.replace('role="alert"', "")));

    await expect(driver.signsIn(newPerson())).rejects.toMatchObject({ code: "testing.no_effect" });
  });

  it("is a missing effect when nothing offers to sign out", async () => {
    const driver = await inBrowser(await served((page) => page.replace("<button>Sign out", "<button>Go")));

    await expect(driver.signsUp(newPerson())).rejects.toMatchObject({ code: "testing.no_effect" });
  });

  it("greets nobody when the name is in no heading", async () => {
    const ada = newPerson();
    const driver = await inBrowser(await served((page) => page.replace(/<h1>(Good to see.*?)<\/h1>/, "<p>$1</p>")));
    await driver.signsUp(ada);

    expect(await driver.isGreetedAs(ada.name)).toBe(false);
  });
});

describe("an API that is not as it describes itself", () => {
  it.each([
    ["a field that it lacks", { person: { name: "Ada" } }],
    ["a value of another kind", { person: 1, workspaces: [], invitations: [] }],
    ["no JSON", undefined],
  ])("is testing.undescribed for an answer with %s", async (_what, body) => {
    const driver = await throughApi(await served(undefined, () => Response.json(body ?? null)));

    await expect(driver.isAskedToSignIn()).rejects.toMatchObject({ code: "testing.undescribed", kind: "conflict" });
  });

  it("is testing.undescribed for a status that it does not name", async () => {
    const driver = await throughApi(await served(undefined, () => Response.json({ title: "No" }, { status: 418 })));

    await expect(driver.isAskedToSignIn()).rejects.toMatchObject({
      code: "testing.undescribed",
      message: "the API's description does not have this: readMe answered 418",
    });
  });

  it("says so when there is no description at all", async () => {
    const driver = await throughApi(await served(undefined, undefined, "/api/v1/openapi.json"));

    await expect(driver.isAskedToSignIn()).rejects.toMatchObject({ code: "testing.undescribed" });
  });
});

describe("a person without a mouse", () => {
  it("gets everywhere, and no mouse is moved", async () => {
    const driver = await inBrowser(await served(), "keyboard");
    await driver.page.addInitScript(
      "addEventListener('mousedown', () => sessionStorage.setItem('mouse', 'used'), true)",
    );
    await driver.signsUp(newPerson());
    const workspace = await driver.createsWorkspace("Atelier");
    const project = await driver.createsProject(workspace, "Launch");
    await driver.addsTask(project, "Write the page");
    await driver.completesTask(project, "Write the page");
    const bytes = new TextEncoder().encode("one");
    await driver.attaches(project, { name: "a.txt", contentType: "text/plain", bytes });

    expect(await driver.page.evaluate("sessionStorage.getItem('mouse')")).toBeNull();
    expect(await driver.tasksOf(project)).toEqual([{ title: "Write the page", isDone: true }]);
  });

  it("is a missing effect at what Tab does not reach", async () => {
    const driver = await inBrowser(
      await served((page) => page.replace("<button>Create account", '<button tabindex="-1">Create account')),
      "keyboard",
    );

    await expect(driver.signsUp(newPerson())).rejects.toMatchObject({
      code: "testing.no_effect",
      message: expect.stringMatching(/presses of Tab did not reach "Create account" on \/sign-up$/),
    });
  });
});

let app = pretendApp();
const mailbox = async (address: string) => app.mailsTo(address);

/** @param me what `/api/v1/me` answers instead. @param gone an address that is not there. */
async function served(spoil?: (page: string) => string, me?: () => Response, gone?: string): Promise<RunningApp> {
  app = pretendApp();
  return kept(await serveScriptedApp(app, { spoil, me, gone }));
}

async function inBrowser({ baseUrl }: RunningApp, hands: "mouse" | "keyboard" = "mouse"): Promise<PlaywrightDriver> {
  return kept(await playwrightDriver({ browser: await browser(), baseUrl, mailbox, timeoutMs: TIMEOUT_MS, hands }));
}

async function throughApi({ baseUrl }: RunningApp): Promise<AppDriver> {
  return kept(httpDriver({ baseUrl, mailbox, termsVersion: "2026-01-01", timeoutMs: TIMEOUT_MS }));
}

function kept<T extends { close(): Promise<void> }>(one: T): T {
  open.add(one);
  return one;
}
