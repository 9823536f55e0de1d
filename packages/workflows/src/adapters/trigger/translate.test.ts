import { ApiError } from "@trigger.dev/sdk";
import { describe, expect, it } from "vitest";
import { WorkflowsError } from "../../errors.ts";
import { isNotFound, toRun, toWorkflowsError, vendorKeyOf, type VendorRun } from "./translate.ts";

const createdAt = new Date("2026-01-01T00:00:00Z");
const metadata = { tenantId: "t1", requestId: "r1", payloadHash: "h" };
const run: VendorRun = { id: "run_1", status: "QUEUED", taskIdentifier: "a@1", attemptCount: 0, createdAt, metadata };
const answer = (status: number) => ApiError.generate(status, { error: "secret payload" }, undefined, {});

describe("a run of the vendor", () => {
  it("is one of ours by its marks, and nobody's without them", () => {
    expect(toRun(run)).toEqual({
      id: "run_1",
      task: "a@1",
      tenantId: "t1",
      requestId: "r1",
      status: "queued",
      attempts: 0,
      enqueuedAt: createdAt,
    });
    expect(toRun({ ...run, metadata: undefined })).toBeUndefined();
    expect(toRun({ ...run, metadata: { tenantId: 1 } })).toBeUndefined();
  });

  it.each([
    ["PENDING_VERSION", "queued"],
    ["DELAYED", "queued"],
    ["DEQUEUED", "queued"],
    ["EXECUTING", "running"],
    ["WAITING", "running"],
    ["COMPLETED", "succeeded"],
    ["CANCELED", "cancelled"],
    ["FAILED", "dead"],
    ["CRASHED", "dead"],
    ["SYSTEM_FAILURE", "dead"],
    ["EXPIRED", "dead"],
    ["TIMED_OUT", "dead"],
    ["OF_A_LATER_RELEASE", "running"],
  ])("that is %s is %s", (status, expected) => {
    expect(toRun({ ...run, status })?.status).toBe(expected);
  });
});

describe("what the vendor refuses", () => {
  it("is out of reach for now, and says what to look at, never what the vendor said", () => {
    const messages = [answer(401), answer(429), answer(503), new TypeError("fetch failed")].map((error) => {
      const said = toWorkflowsError(error);
      expect([said.code, said.retryable, said.cause]).toEqual(["workflows.unavailable", true, error]);
      return said.message;
    });
    expect(messages).toEqual([
      "Trigger.dev refuses the key: TRIGGER_SECRET_KEY",
      "Trigger.dev answered 429",
      "Trigger.dev answered 503",
      "Trigger.dev could not be reached",
    ]);
  });

  it("stays what it is where it was ours already", () => {
    const ours = new WorkflowsError("workflows.run_not_found", "there is no such run");
    expect(toWorkflowsError(ours)).toBe(ours);
    expect([isNotFound(answer(404)), isNotFound(answer(410)), isNotFound(ours)]).toEqual([true, false, false]);
  });
});

describe("a key at the vendor", () => {
  it("is 64 hex digits, which the SDK takes as they are, and another for another tenant, task or key", () => {
    const request = { task: "a@1", payload: {}, idempotencyKey: "k", tenantId: "t1", requestId: "r" };
    const keys = [
      request,
      { ...request, tenantId: null },
      { ...request, task: "b@1" },
      { ...request, idempotencyKey: "l" },
    ].map(vendorKeyOf);
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(vendorKeyOf({ ...request, payload: "another", requestId: "another" })).toBe(keys[0]);
  });
});
