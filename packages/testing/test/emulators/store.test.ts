import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Resend } from "resend";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startEmulator } from "../../src/emulators/index.ts";
import { createStore } from "../../src/emulators/frame/store.ts";
import { aMail, dataOf, inOneHour } from "./resend-contract.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "emulators-test-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function opened() {
  const emulator = await startEmulator("resend", { dataDir, apiKey: "re_kept" });
  return { emulator, client: new Resend("re_kept", { baseUrl: emulator.url }) };
}

describe("an emulator with a folder", () => {
  it("has after a restart what it answered for before: mails, keys, endpoints, and what still waits", async () => {
    const first = await opened();
    const mail = aMail();
    const { id } = dataOf(await first.client.emails.send(mail, { idempotencyKey: "once" }));
    const scheduled = dataOf(await first.client.emails.send(aMail({ scheduledAt: inOneHour() })));
    const hook = { endpoint: "http://127.0.0.1:9/hook", events: ["email.sent" as const] };
    const webhook = dataOf(await first.client.webhooks.create(hook));
    await first.emulator.close();

    const second = await opened();
    expect(dataOf(await second.client.emails.get(id)).subject).toBe("Welcome");
    expect(dataOf(await second.client.emails.send(mail, { idempotencyKey: "once" })).id).toBe(id);
    expect(dataOf(await second.client.webhooks.get(webhook.id)).signing_secret).toBe(webhook.signing_secret);
    await second.emulator.clock.advance(2 * 60 * 60 * 1_000);
    expect(dataOf(await second.client.emails.get(scheduled.id)).last_event).toBe("delivered");
    await second.emulator.close();
  });

  it("reads a file whose last line was cut short by a kill", async () => {
    const first = await opened();
    const { id } = dataOf(await first.client.emails.send(aMail()));
    await first.emulator.close();
    appendFileSync(path.join(dataDir, "resend.jsonl"), '[["mails","half');
    const second = await opened();
    expect(second.emulator.mails().map((mail) => mail.id)).toEqual([id]);
    dataOf(await second.client.emails.send(aMail()));
    await second.emulator.close();
    const third = await opened();
    expect(third.emulator.mails()).toHaveLength(2);
    await third.emulator.close();
  });

  it("leaves nothing in it after a reset, and lets nobody else read it", async () => {
    const { emulator, client } = await opened();
    dataOf(await client.emails.send(aMail()));
    const file = path.join(dataDir, "resend.jsonl");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await emulator.reset();
    expect(readFileSync(file, "utf8")).toBe("");
    await emulator.close();
  });
});

const file = () => path.join(dataDir, "notes.jsonl");

describe("a store", () => {
  const Note = z.object({ text: z.string() });
  const open = (keep = 10) => {
    const store = createStore(file());
    return { store, notes: store.collection("notes", Note, keep) };
  };

  it("writes a change as a whole, and what was replaced only until the next start", () => {
    const { store, notes } = open();
    store.change(() => {
      notes.put("a", { text: "one" });
      store.change(() => notes.put("b", { text: "two" }));
    });
    store.change(() => notes.put("a", { text: "three" }));
    expect(readFileSync(file(), "utf8").trim().split("\n")).toHaveLength(2);
    expect(open().notes.list()).toEqual([{ text: "three" }, { text: "two" }]);
    expect(readFileSync(file(), "utf8")).not.toContain("one");
  });

  it("keeps the newest, and forgets what was removed", () => {
    const { store, notes } = open(2);
    for (const id of ["a", "b", "c"]) store.change(() => notes.put(id, { text: id }));
    store.change(() => notes.remove("b"));
    expect(notes.list()).toEqual([{ text: "c" }]);
    expect(open(2).notes.list()).toEqual([{ text: "c" }]);
  });

  it("leaves out what does not fit its shape any more", () => {
    appendFileSync(file(), '[["notes","old",{"words":1}]]\n[["notes","new",{"text":"fits"}]]\n');
    expect(open().notes.list()).toEqual([{ text: "fits" }]);
  });

  it("is changed nowhere but in a change", () => {
    const { notes } = open();
    expect(() => notes.put("a", { text: "one" })).toThrow(/inside change/);
  });
});
