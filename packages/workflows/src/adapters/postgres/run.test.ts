import { describe, expect, it } from "vitest";
import { type JobRow, queueOf, runIdOf, toRun } from "./run.ts";

const row: JobRow = {
  queue: "work/1",
  id: "0b6a2f5e-5f0e-4c53-9f0a-3c1f4f1f9a52",
  state: "created",
  starts: 0,
  data: { task: "work@1", tenantId: null, requestId: "r", payload: {}, payloadHash: "" },
  output: null,
  createdOn: new Date(0),
  completedOn: null,
};

describe("toRun", () => {
  it.each([
    ["created", "queued"],
    ["retry", "queued"],
    ["active", "running"],
    ["completed", "succeeded"],
    ["failed", "dead"],
    ["cancelled", "cancelled"],
  ] as const)("calls a job that is %s %s", (state, status) => {
    expect(toRun({ ...row, state }).status).toBe(status);
  });

  it("does not count an attempt that was given back", () => {
    expect(toRun({ ...row, state: "active", starts: 3, output: { givenBack: 1 } }).attempts).toBe(2);
  });

  it("has an end and an error only where there was one", () => {
    expect(Object.keys(toRun(row))).not.toEqual(expect.arrayContaining(["endedAt"]));
    expect(toRun({ ...row, state: "failed", completedOn: new Date(1), output: { error: "no" } })).toMatchObject({
      endedAt: new Date(1),
      lastError: "no",
    });
  });
});

describe("queueOf", () => {
  it("keeps the name of a job and of a reaction legible", () => {
    expect(queueOf("notifications.deliver@2")).toBe("notifications.deliver/2");
    expect(queueOf("reaction/identity.person_signed_up/notifications.verify@1")).toBe(
      "reaction/identity.person_signed_up/notifications.verify/1",
    );
  });

  it("gives every other name a queue that pg-boss takes, and no two the same", () => {
    const names = ["a b@1", "a/b@1", "a/b/1@1", "a@b", "ü@1", "'; drop table x; --", "a@1/", "x".repeat(300)];
    const queues = names.map(queueOf);
    expect(new Set(queues).size).toBe(names.length);
    for (const queue of queues) expect(queue).toMatch(/^[\w.\-/]+$/);
  });
});

describe("runIdOf", () => {
  it("is another for another tenant, task or key, and the same for the same", () => {
    const request = { task: "work@1", payload: 1, idempotencyKey: "k", tenantId: "t", requestId: "r" };
    const others = [{ task: "work@2" }, { idempotencyKey: "l" }, { tenantId: null }];
    expect(runIdOf({ ...request, payload: 2, requestId: "s" })).toBe(runIdOf(request));
    expect(new Set([request, ...others.map((one) => ({ ...request, ...one }))].map(runIdOf)).size).toBe(4);
  });
});
