import { Resend } from "resend";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { frameSource } from "../../src/emulators/resend/pages/frame-source.ts";
import { ago } from "../../src/emulators/pages/words.ts";
import { type ResendEmulator, startEmulator } from "../../src/emulators/index.ts";
import { aMail, anAddress, dataOf } from "./resend-contract.ts";

let emulator: ResendEmulator;
let client: Resend;
beforeEach(async () => {
  emulator = await startEmulator("resend", { productUrl: "http://localhost:3000" });
  client = new Resend(emulator.apiKey, { baseUrl: emulator.url });
});
afterEach(() => emulator.close());

async function page(path: string) {
  const answer = await fetch(emulator.url + path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
const send = async (changes: Record<string, unknown> = {}) => dataOf(await client.emails.send(aMail(changes))).id;

describe("the inbox for people", () => {
  it("says what to do while there is nothing in it", async () => {
    const { text } = await page("/inbox");
    expect(text).toContain("No mail yet");
    expect(text).toContain('href="http://localhost:3000/sign-up"');
  });

  it("lists the newest first, with what became of a mail that did not simply arrive", async () => {
    await send({ subject: "First" });
    await send({ subject: "Second", to: "bounced@resend.dev" });
    const { text } = await page("/inbox");
    expect(text.indexOf("Second")).toBeGreaterThan(0);
    expect(text.indexOf("Second")).toBeLessThan(text.indexOf("First"));
    expect(text.match(/class="chip/g)).toHaveLength(1);
    expect(text).toContain("bounced</span>");
  });

  it("finds the mail of a recipient by a part of the address, and says so when there is none", async () => {
    const to = anAddress();
    await send({ subject: "Wanted", to });
    await send({ subject: "Other" });
    const { text } = await page(`/inbox?to=${to.slice(0, 12).toUpperCase()}`);
    expect([text.includes("Wanted"), text.includes("Other")]).toEqual([true, false]);
    expect((await page("/inbox?to=nobody")).text).toContain("No mail to nobody");
  });

  it("shows a mail: preview, plain text, links to open, headers", async () => {
    const html = '<a href="https://app.dev/verify#token=1">Go</a>';
    const id = await send({ html, text: "Plain words", headers: { "X-Entity-Ref-ID": "7" }, cc: anAddress() });
    expect((await page(`/inbox/${id}`)).text).toContain("<iframe");
    expect((await page(`/inbox/${id}?view=text`)).text).toContain("Plain words");
    expect((await page(`/inbox/${id}?view=links`)).text).toContain('href="https://app.dev/verify#token=1"');
    expect((await page(`/inbox/${id}?view=headers`)).text).toContain("X-Entity-Ref-ID");
  });

  it("opens a mail without HTML at its words", async () => {
    const id = await send({ html: undefined, text: "Only words" });
    expect((await page(`/inbox/${id}`)).text).toContain("Only words");
  });

  it("answers 404 for a mail that is gone, in a page", async () => {
    const { status, text } = await page("/inbox/none");
    expect([status, text.includes("No such mail")]).toEqual([404, true]);
  });

  it("knows when something new has come, so that the list can load anew", async () => {
    const before = (await page("/inbox/version")).text;
    await send();
    expect((await page("/inbox/version")).text).not.toBe(before);
  });
});

describe("what a mail brings along", () => {
  const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;

  it("stays text everywhere outside its frame", async () => {
    const id = await send({ subject: EVIL, text: EVIL, headers: { "X-A": EVIL }, from: "Eve <eve@inbox.dev>" });
    const paths = ["/inbox", `/inbox?to=${encodeURIComponent(EVIL)}`, `/inbox/${id}`];
    const views = ["text", "links", "headers"].map((view) => `/inbox/${id}?view=${view}`);
    for (const path of [...paths, ...views]) {
      const { text } = await page(path);
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("<img src=x");
    }
  });

  it("can not leave its frame, run, or send a form, and can open a link in a new tab", async () => {
    const id = await send({ html: `<p title='"'>Hi</p></iframe>${EVIL}` });
    const { text, headers } = await page(`/inbox/${id}`);
    expect(text.match(/<\/iframe>/g)).toHaveLength(1);
    expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'sha256-[A-Za-z0-9+/=]+';/);
    expect(headers.get("referrer-policy")).toBe("same-origin");
  });

  it("is no link when it leads anywhere but the web", async () => {
    const id = await send({ html: '<a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a>' });
    expect((await page(`/inbox/${id}?view=links`)).text).toContain("No links");
  });
});

describe("the inbox for programs", () => {
  it("has one mailbox as JSON, newest first, and only what arrived there", async () => {
    const to = anAddress();
    const ids = [await send({ to }), await send({ to })];
    await send();
    await send({ to: [to, "bounced@resend.dev"] });
    const { mails } = JSON.parse((await page(`/inbox.json?to=${to}`)).text);
    expect(mails.map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
    expect(mails[0]).toMatchObject({ to: [to], subject: "Welcome", html: "<p>Hello</p>", text: "Hello", links: [] });
  });
});

describe("a frame's source", () => {
  const BASE = '<base target="_blank">';

  it.each([
    ["<!DOCTYPE html><html><head lang=en><title>x</title></head></html>", `<head lang=en>${BASE}<title>`],
    ["<!doctype html><p>x</p>", `<!doctype html>${BASE}<p>`],
    ["<p>x</p>", `${BASE}<p>`],
  ])("lets links open in a new tab and keeps the doctype first: %s", (source, part) => {
    expect(frameSource(source)).toContain(part);
    expect(frameSource(source).replace(BASE, "")).toBe(source);
  });
});

describe("when a mail came", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  it.each([
    ["2026-11-20T11:59:30Z", "just now"],
    ["2026-11-20T11:01:00Z", "59 min ago"],
    ["2026-11-20T09:00:00Z", "3 h ago"],
    ["2026-10-02T12:00:00Z", "2 Oct 2026"],
    // A little ahead is the other machine's clock; a month ahead is one that was moved.
    ["2026-11-20T12:00:30Z", "just now"],
    ["2026-12-20T12:00:00Z", "20 Dec 2026"],
  ])("%s is %s", (moment, words) => {
    expect(ago(new Date(moment), now)).toBe(words);
  });
});
