import { describe, expect, it } from "vitest";
import { auditFault, INTENT_LIVES_MS, type Intent, intentBehind } from "./audit.ts";

const at = new Date("2026-11-21T09:00:00Z");
const ago = (ms: number) => new Date(at.getTime() - ms);
const intent = (part: Partial<Intent> = {}): Intent => ({
  id: "i1",
  actorType: "person",
  actorId: "ana",
  onBehalfOf: null,
  requestId: "r1",
  traceparent: null,
  createdAt: ago(5),
  ...part,
});

describe("who is behind a change", () => {
  it("is who announced it", () => {
    expect(intentBehind([intent()], at)?.actorId).toBe("ana");
  });

  it("is nobody when nobody announced it, or only later, or too long ago", () => {
    expect(intentBehind([], at)).toBeUndefined();
    expect(intentBehind([intent({ createdAt: ago(-1) })], at)).toBeUndefined();
    expect(intentBehind([intent({ createdAt: ago(INTENT_LIVES_MS + 1) })], at)).toBeUndefined();
  });

  it("is the latest announcement of one who tried more than once", () => {
    const tries = [intent({ id: "i1", createdAt: ago(500) }), intent({ id: "i2", requestId: "r2" })];
    expect(intentBehind(tries, at)?.requestId).toBe("r2");
  });

  it("is nobody when two were about to do the same: nobody is blamed for another", () => {
    expect(intentBehind([intent(), intent({ id: "i2", actorId: "ben" })], at)).toBeUndefined();
    expect(intentBehind([intent(), intent({ id: "i2", onBehalfOf: "cai" })], at)).toBeUndefined();
  });
});

describe("an entry", () => {
  const entry = { action: "product.project_created", subject: { type: "project", id: "p1" }, data: { role: "owner" } };

  it("has an action, a subject and little data", () => {
    expect(auditFault(entry)).toBeUndefined();
    expect(auditFault({ ...entry, action: "Deleted everything" })).toMatch(/system\.what_happened/);
    expect(auditFault({ ...entry, subject: { type: "", id: "p1" } })).toMatch(/type and an id/);
    expect(auditFault({ ...entry, data: { text: "x".repeat(5_000) } })).toMatch(/at most/);
    expect(auditFault({ ...entry, data: { text: "a\u0000b" } })).toMatch(/NUL/);
  });

  it("I-90: keeps line breaks, escape codes and JSON as data", () => {
    const planted = '\u001b[31m\n{"actor":"ben"}';
    expect(auditFault({ ...entry, data: { planted } })).toBeUndefined();
  });
});
