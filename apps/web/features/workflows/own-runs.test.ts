import { describe, expect, it } from "vitest";
import { ownRunsCopy } from "./copy/own-runs.ts";
import { ownRunsPath, ownStateIn } from "./own-runs.ts";
import { wordsOf } from "./own-words.ts";

const { en, id } = ownRunsCopy;

describe("what background work is called", () => {
  it("is what its job does, in the language of the page", () => {
    expect(wordsOf({ job: "notifications.tell", kind: "job" }, en).name).toBe("Notice to members");
    expect(wordsOf({ job: "notifications.tell", kind: "job" }, id).name).toBe("Pemberitahuan anggota");
  });

  it("is made of its own name where nobody has found words for it", () => {
    expect(wordsOf({ job: "billing.send_invoice", kind: "job" }, en).name).toBe("Send invoice");
    expect(wordsOf({ job: "plain", kind: "job" }, en).name).toBe("Plain");
    expect(wordsOf({ job: "constructor", kind: "job" }, en).name).toBe("Constructor");
  });

  it("names no reaction one by one", () => {
    const reaction = { job: "reaction/identity.role_created/ops_safety.audit", kind: "reaction" } as const;
    expect(wordsOf(reaction, en).name).toBe(en.reactionName);
  });

  it("has words for the same jobs in every language", () => {
    expect(Object.keys(id.jobs)).toEqual(Object.keys(en.jobs));
  });
});

describe("the address of a workspace's background work", () => {
  it("keeps the state, and none that there is not", () => {
    expect(ownRunsPath("acme", "failed", "1.x")).toBe("/w/acme/settings/runs?state=failed&after=1.x");
    expect(ownRunsPath("acme")).toBe("/w/acme/settings/runs");
    expect([ownStateIn("failed"), ownStateIn("dead"), ownStateIn(["failed"])]).toEqual([
      "failed",
      undefined,
      undefined,
    ]);
  });
});
