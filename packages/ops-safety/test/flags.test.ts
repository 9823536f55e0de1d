import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { createSafety, type OperatorChange, type SafetyNeeds } from "@ninefold/ops-safety";
import { memorySafety } from "@ninefold/ops-safety/memory";
import { noSafety } from "@ninefold/ops-safety/none";

const by = { actor: "operator-1", requestId: "r1" };
const compact = { key: "suite.compact", fallback: false, description: "Rows are lower" };
const size = { key: "suite.size", fallback: 10, values: [10, 20], description: "Rows to a page" };
const workspaceId = randomUUID();
const mine = { tenantId: workspaceId, userId: null };

describe("flags", () => {
  it("are listed as code declares them, with what operators decided", async () => {
    const { safety } = setUp();
    await safety.setRollout({ flag: compact.key, value: true, percent: 25, ...by });
    expect(await safety.listFlags()).toMatchObject([
      { key: compact.key, values: [false, true], rollout: { percent: 25, actor: "operator-1" }, overrides: [] },
      { key: size.key, values: [10, 20], rollout: undefined, overrides: [] },
    ]);
  });

  it("answer what was decided from the next question on", async () => {
    const { safety } = setUp();
    expect(await safety.flag(compact, mine)).toBe(false);
    await safety.setOverride({ flag: compact.key, workspaceId, value: true, ...by });
    expect(await safety.flag(compact, mine)).toBe(true);
    await safety.clearOverride({ flag: compact.key, workspaceId, ...by });
    expect(await safety.flag(compact, mine)).toBe(false);
  });

  it("that no code declares are refused by name, and nothing is recorded or kept", async () => {
    const { safety, changes } = setUp();
    const unknown = { code: "ops_safety.unknown_flag", kind: "not_found", message: "no code declares this flag" };
    const request = { flag: "suite.no", value: true, ...by };
    await expect(safety.setRollout({ ...request, percent: 5 })).rejects.toMatchObject(unknown);
    await expect(safety.setOverride({ ...request, workspaceId })).rejects.toMatchObject(unknown);
    await expect(safety.clearOverride({ flag: "suite.no", workspaceId, ...by })).rejects.toMatchObject(unknown);
    expect(changes).toEqual([]);
  });

  it("are given no value that the code does not know", async () => {
    const { safety } = setUp();
    for (const value of [15, "20", true]) {
      await expect(safety.setRollout({ flag: size.key, value, percent: 5, ...by })).rejects.toMatchObject({
        code: "ops_safety.invalid_flag",
      });
    }
    await safety.setRollout({ flag: size.key, value: 20, percent: 100, ...by });
    expect(await safety.flag(size, mine)).toBe(20);
  });

  it("answer the code's own value without a store, and say that nothing can be decided", async () => {
    const { safety } = setUp({}, noSafety());
    expect(await safety.flag(size, mine)).toBe(10);
    await expect(safety.setRollout({ flag: compact.key, value: true, percent: 5, ...by })).rejects.toMatchObject({
      code: "ops_safety.disabled",
    });
  });
});

describe("what an operator changes", () => {
  it("is recorded before it is done: what, by whom, in which request", async () => {
    const { safety, changes } = setUp();
    const expiresAt = new Date(Date.now() + 60_000);
    await safety.activateSwitch({ dependency: "media", reason: "it leaks", expiresAt, ...by });
    await safety.clearSwitch({ dependency: "media", ...by });
    await safety.setRollout({ flag: compact.key, value: true, percent: 25, ...by });
    await safety.setOverride({ flag: compact.key, workspaceId, value: true, ...by });
    await safety.clearOverride({ flag: compact.key, workspaceId, ...by });
    expect(changes).toEqual([
      {
        action: "ops_safety.activate_switch",
        target: "media",
        details: { reason: "it leaks", expiresAt: expiresAt.toISOString() },
        ...by,
      },
      { action: "ops_safety.clear_switch", target: "media", details: {}, ...by },
      { action: "ops_safety.set_rollout", target: compact.key, details: { value: true, percent: 25 }, ...by },
      { action: "ops_safety.set_override", target: compact.key, details: { value: true, workspaceId }, ...by },
      { action: "ops_safety.clear_override", target: compact.key, details: { workspaceId }, ...by },
    ]);
  });

  it("does not happen when it can not be recorded", async () => {
    const recordChange = vi.fn(() => Promise.reject(new Error("no record")));
    const { safety } = setUp({ recordChange });
    await expect(safety.setRollout({ flag: compact.key, value: true, percent: 100, ...by })).rejects.toThrow(
      "no record",
    );
    expect(await safety.flag(compact, mine)).toBe(false);
  });

  it("is not recorded when it is refused", async () => {
    const { safety, changes } = setUp();
    const request = { dependency: "media", reason: "", expiresAt: new Date(), ...by };
    await expect(safety.activateSwitch(request)).rejects.toMatchObject({ code: "ops_safety.invalid_switch" });
    expect(changes).toEqual([]);
  });
});

function setUp(given: Partial<SafetyNeeds> = {}, store = memorySafety()) {
  const changes: OperatorChange[] = [];
  const safety = createSafety(store, {
    assertNoOpenTransaction: () => {},
    now: () => new Date(),
    recordCall: () => {},
    captureError: () => {},
    flags: [compact, size],
    recordChange: async (change) => void changes.push(change),
    ...given,
  });
  return { safety, changes };
}
