import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSafety, type FinishedCall, type SafetyNeeds, type SafetyStore } from "@ninefold/ops-safety";
import { memorySafety } from "@ninefold/ops-safety/memory";
import { noSafety } from "@ninefold/ops-safety/none";

const call = { dependency: "media", operation: "put", idempotent: true };
const hangs = () => new Promise<never>(() => {});

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

describe("guard", () => {
  it("makes the call once and answers what it answers", async () => {
    const { safety, calls } = setUp();
    const work = vi.fn(async () => "stored");
    expect(await safety.guard(call, work)).toBe("stored");
    expect(work).toHaveBeenCalledOnce();
    expect(calls).toEqual([{ dependency: "media", operation: "put", outcome: "ok", durationMs: 0, attempts: 1 }]);
  });

  it("passes on what the call throws, and does not repeat it", async () => {
    const { safety, calls } = setUp();
    const broken = new Error("503");
    const work = vi.fn(() => Promise.reject(broken));
    await expect(safety.guard(call, work)).rejects.toBe(broken);
    expect(work).toHaveBeenCalledOnce();
    expect(calls).toMatchObject([{ outcome: "failed" }]);
  });

  it("rejects a call that ignores its signal after ten seconds", async () => {
    const { safety, calls } = setUp();
    const outcome = expect(safety.guard(call, hangs)).rejects.toMatchObject({
      code: "ops_safety.deadline_exceeded",
      kind: "unavailable",
    });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(calls).toMatchObject([{ outcome: "deadline_exceeded", durationMs: 10_000 }]);
  });

  it("takes the deadline of the call where it names one", async () => {
    const { safety } = setUp();
    const outcome = expect(safety.guard({ ...call, deadlineMs: 50 }, hangs)).rejects.toThrow("took longer than 50 ms");
    await vi.advanceTimersByTimeAsync(50);
    await outcome;
  });

  it("hands the caller's abort to the call, and its reason back", async () => {
    const { safety, calls } = setUp();
    const caller = new AbortController();
    const gone = new Error("the client went away");
    let given: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      given = signal;
      return hangs();
    };
    const outcome = expect(safety.guard(call, work, { signal: caller.signal })).rejects.toBe(gone);
    await vi.advanceTimersByTimeAsync(0);
    caller.abort(gone);
    await outcome;
    expect(given?.reason).toBe(gone);
    expect(calls).toMatchObject([{ outcome: "given_up" }]);
  });

  it("calls nothing while a transaction is open", async () => {
    const open = new Error("media.put was called while product.withTenant is open");
    const assertNoOpenTransaction = vi.fn(() => {
      throw open;
    });
    const store = { ...memorySafety(), findSwitch: vi.fn(async () => undefined) };
    const { safety } = setUp({ assertNoOpenTransaction }, store);
    const work = vi.fn(hangs);
    await expect(safety.guard(call, work)).rejects.toBe(open);
    expect(assertNoOpenTransaction).toHaveBeenCalledExactlyOnceWith("media.put");
    expect([work, store.findSwitch].map((spy) => spy.mock.calls.length)).toEqual([0, 0]);
  });

  it("refuses a dependency that is switched off, and says until when and why", async () => {
    const { safety, calls } = setUp();
    const work = vi.fn(async () => "stored");
    await safety.activateSwitch(request());
    await expect(safety.guard(call, work)).rejects.toMatchObject({
      code: "ops_safety.switched_off",
      kind: "unavailable",
      message: "media is switched off until 2026-01-01T01:00:00.000Z: it answers with other people's files",
    });
    expect(work).not.toHaveBeenCalled();
    expect(calls).toMatchObject([{ outcome: "refused" }]);
    expect(await safety.guard({ ...call, dependency: "billing" }, work)).toBe("stored");
  });

  it("makes the call again once the switch is cleared", async () => {
    const { safety } = setUp();
    await safety.activateSwitch(request());
    await safety.clearSwitch({ dependency: "media", actor: "operator-1", requestId: "r2" });
    expect(await safety.guard(call, async () => "stored")).toBe("stored");
  });

  it("does not believe a store that answers with a switch that has expired", async () => {
    const expired = { ...request(), activatedAt: new Date(0), expiresAt: new Date(Date.now()) };
    const { safety } = setUp({}, { ...memorySafety(), findSwitch: async () => expired });
    expect(await safety.guard(call, async () => "stored")).toBe("stored");
  });

  it("goes on without a store that fails, and tells of it", async () => {
    const down = new Error("connection refused");
    const { safety, failures } = setUp({}, { ...memorySafety(), findSwitch: () => Promise.reject(down) });
    expect(await safety.guard(call, async () => "stored")).toBe("stored");
    expect(failures).toEqual([{ error: down, dependency: "media" }]);
  });

  it("waits half a second for a store that hangs, and goes on without it", async () => {
    const { safety, failures } = setUp({}, { ...memorySafety(), findSwitch: hangs });
    const work = vi.fn(async () => "stored");
    const result = safety.guard(call, work);
    await vi.advanceTimersByTimeAsync(499);
    expect(work).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toBe("stored");
    expect(failures).toMatchObject([{ dependency: "media", error: { code: "ops_safety.deadline_exceeded" } }]);
  });

  it("starts nothing when the deadline has passed while the store was asked", async () => {
    const { safety, failures } = setUp({}, { ...memorySafety(), findSwitch: hangs });
    const work = vi.fn(hangs);
    const outcome = expect(safety.guard({ ...call, deadlineMs: 100 }, work)).rejects.toThrow("took longer than 100 ms");
    await vi.advanceTimersByTimeAsync(1_000);
    await outcome;
    expect(work).not.toHaveBeenCalled();
    expect(failures).toEqual([]);
  });

  it("leaves no timer behind, however the call ends", async () => {
    const { safety } = setUp();
    await safety.guard(call, async () => 1);
    await safety.guard(call, () => Promise.reject(new Error("503"))).catch(() => {});
    await safety.activateSwitch(request());
    await safety.guard(call, async () => 1).catch(() => {});
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("createSafety without a store", () => {
  it("guards all the same, and says that nothing can be switched off", async () => {
    const { safety } = setUp({}, noSafety());
    expect(safety.capabilities.switches).toBe(false);
    expect(await safety.guard(call, async () => "stored")).toBe("stored");
    await expect(safety.activateSwitch(request())).rejects.toMatchObject({ code: "ops_safety.disabled" });
    expect(await safety.flag({ key: "media.previews", fallback: true }, { tenantId: null, userId: null })).toBe(true);
  });
});

function setUp(given: Partial<SafetyNeeds> = {}, store: SafetyStore = memorySafety()) {
  const calls: FinishedCall[] = [];
  const failures: { error: unknown; dependency: string }[] = [];
  const safety = createSafety(store, {
    assertNoOpenTransaction: () => {},
    now: () => new Date(),
    recordCall: (finished) => void calls.push(finished),
    captureError: (error, context) => void failures.push({ error, ...context }),
    ...given,
  });
  return { safety, calls, failures };
}

function request() {
  const expiresAt = new Date(Date.now() + 60 * 60 * 1000);
  return {
    dependency: "media",
    reason: "it answers with other people's files",
    actor: "operator-1",
    requestId: "r1",
    expiresAt,
  };
}
