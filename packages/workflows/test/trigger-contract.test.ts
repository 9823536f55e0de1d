import { describeConformance } from "@ninefold/testing/conformance-kit";
import { openWire, type Wire, type WireFault } from "@ninefold/testing/wire";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { workflowCases } from "./conformance.ts";
import { makeTrigger, triggerTarget } from "./trigger-target.ts";

vi.setConfig({ testTimeout: 30_000 });

describeConformance("WorkflowEngine", workflowCases, { trigger: triggerTarget });

type Json = Record<string, unknown>;

/**
 * Broken on the wire: our adapter and the emulator are as they should be, and what passes between them is not. Each with
 * the rule that has to notice.
 */
const faults: Readonly<Record<string, readonly [fault: WireFault, rule: string]>> = {
  "loses idempotency keys": [
    asked((body) => ({ ...body, options: { ...options(body), idempotencyKey: undefined } })),
    "makes one run of fifty racing calls with the same key and payload",
  ],
  "has one set of keys": [
    asked((body) => ({ ...body, options: { ...options(body), idempotencyKey: "k".repeat(64) } })),
    "keeps the same key of another tenant apart",
  ],
  "hides that a run was there already": [
    answered((body) => ({ ...body, ...("isCached" in body && { isCached: false }) })),
    "refuses another payload under the same key, and runs the first",
  ],
  "loses what a run is marked with": [
    answered(({ metadata: _metadata, ...body }) => body),
    "answers a run as it was enqueued: whose it is, queued, nothing attempted",
  ],
  "hands over no payload": [
    asked((body) => ({ ...body, payload: '{"json":{"tenantId":null,"requestId":"r","payload":{}}}' })),
    "hands the payload to its task as it was given, and ends as succeeded",
  ],
  "calls every end a success": [
    answered((body) => ({ ...body, ...(body["status"] === "FAILED" && { status: "COMPLETED" }) })),
    "retries a failing task up to its attempts, then is dead with the last message",
  ],
  "counts no attempts": [
    answered(({ attemptCount: _count, ...body }) => body),
    "retries a failing task up to its attempts, then is dead with the last message",
  ],
  "never says what went wrong": [
    answered(({ error: _error, ...body }) => body),
    "is dead at once after an error that says that a repeat is pointless",
  ],
  "says that a cancelled run is on its way": [
    answered((body) => ({ ...body, ...(body["status"] === "CANCELED" && { status: "QUEUED" }) })),
    "never starts a run that was cancelled while it waited",
  ],
  "knows nothing, and calls that a fault of its own": [
    { toAnswer: (answer) => (answer.status === 404 ? { ...answer, status: 500 } : answer) },
    "answers undefined for a run that does not exist",
  ],
  "says that it knows every run": [
    { toAnswer: (answer) => (answer.status === 404 ? { ...answer, status: 200, body: '{"id":"run_x"}' } : answer) },
    "reports a missing run as workflows.run_not_found when it is cancelled",
  ],
};

describe("WorkflowEngine contract (trigger, broken on the wire)", () => {
  let wire: Wire;
  beforeAll(async () => {
    const broken = Object.fromEntries(Object.entries(faults).map(([name, [fault]]) => [name, fault]));
    wire = await openWire({ ...broken, none: {} });
  });
  afterAll(() => wire.close());

  it.each([...new Set(Object.values(faults).map(([, name]) => name))])(
    "passes through a wire that is whole: %s",
    (name) => runRule(name, "none"),
  );

  it.each(Object.entries(faults))("catches a vendor that %s", async (fault, [, name]) => {
    await expect(runRule(name, fault)).rejects.toThrow();
  });

  async function runRule(name: string, fault: string): Promise<void> {
    const rule = workflowCases.find((one) => one.name === name);
    if (rule === undefined) throw new Error(`there is no rule "${name}"`);
    const subject = await makeTrigger((url) => wire.through(fault, url));
    try {
      await rule.run(subject);
    } finally {
      await triggerTarget.close(subject);
    }
  }
});

const options = (body: Json) => body["options"] as Json;

function asked(change: (body: Json) => Json): WireFault {
  return {
    toRequest: (request) =>
      request.body.startsWith('{"payload"') ? { ...request, body: changed(request.body, change) } : request,
  };
}

function answered(change: (body: Json) => Json): WireFault {
  return { toAnswer: (answer) => (answer.status === 200 ? { ...answer, body: changed(answer.body, change) } : answer) };
}

const changed = (text: string, change: (body: Json) => Json) => JSON.stringify(change(JSON.parse(text) as Json));
