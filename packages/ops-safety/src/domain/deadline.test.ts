import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withDeadline } from "./deadline.ts";

const exceeded = expect.objectContaining({
  code: "ops_safety.deadline_exceeded",
  kind: "unavailable",
  retryable: true,
});
const hangs = () => new Promise<never>(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("withDeadline", () => {
  it("answers what the work answers, and leaves no timer behind", async () => {
    expect(await withDeadline({ deadlineMs: 100, what: "media.put" }, async () => 42)).toBe(42);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("passes on what the work throws, at once or later", async () => {
    const broken = new Error("it broke");
    const fail = () => {
      throw broken;
    };
    await expect(withDeadline({ deadlineMs: 100, what: "media.put" }, fail)).rejects.toBe(broken);
    await expect(withDeadline({ deadlineMs: 100, what: "media.put" }, () => Promise.reject(broken))).rejects.toBe(
      broken,
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  it("rejects work that ignores its signal, at the deadline and not before", async () => {
    const settled = vi.fn();
    const call = withDeadline({ deadlineMs: 5_000, what: "media.put" }, hangs);
    call.catch(settled);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledExactlyOnceWith(exceeded);
    await expect(call).rejects.toThrow("media.put took longer than 5000 ms");
  });

  it("aborts the signal of the work with the same error, and lets the work's own error not take its place", async () => {
    let given: AbortSignal | undefined;
    const call = withDeadline({ deadlineMs: 10, what: "media.put" }, async (signal) => {
      given = signal;
      await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("the vendor's SDK gave up")));
      });
    });
    const outcome = expect(call).rejects.toEqual(exceeded);
    await vi.advanceTimersByTimeAsync(10);
    await outcome;
    expect(given?.reason).toEqual(exceeded);
  });

  it("rejects with the caller's own reason when the caller gives up", async () => {
    const caller = new AbortController();
    const gone = new Error("the client went away");
    let given: AbortSignal | undefined;
    const call = withDeadline({ deadlineMs: 10, what: "media.put", signal: caller.signal }, (signal) => {
      given = signal;
      return hangs();
    });
    caller.abort(gone);
    await expect(call).rejects.toBe(gone);
    expect(given?.reason).toBe(gone);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not begin when the caller has given up already", async () => {
    const work = vi.fn(hangs);
    const signal = AbortSignal.abort(new Error("gone"));
    await expect(withDeadline({ deadlineMs: 10, what: "media.put", signal }, work)).rejects.toThrow("gone");
    expect(work).not.toHaveBeenCalled();
  });

  it("keeps no listener on a signal that outlives the call", async () => {
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, "addEventListener"), vi.spyOn(signal, "removeEventListener")];
    await withDeadline({ deadlineMs: 10, what: "media.put", signal }, async () => 1);
    expect(add).toHaveBeenCalledOnce();
    expect(remove).toHaveBeenCalledExactlyOnceWith("abort", add.mock.calls[0]?.[1]);
  });

  it("does not keep the process alive", async () => {
    vi.useRealTimers();
    const before = timersThatHoldTheProcess();
    const call = withDeadline({ deadlineMs: 60_000, what: "media.put" }, async () => timersThatHoldTheProcess());
    expect(await call).toBe(before);
  });

  it("refuses a deadline that is not 1 to 600000 whole milliseconds", async () => {
    const refused = { code: "ops_safety.invalid_deadline", kind: "invalid" };
    const wrong = fc.oneof(
      fc.double().filter((ms) => !Number.isInteger(ms)),
      fc.integer({ max: 0 }),
      fc.integer({ min: 600_001 }),
      fc.constantFrom(Infinity, Number.NaN),
    );
    await fc.assert(
      fc.asyncProperty(wrong, async (deadlineMs) => {
        await expect(withDeadline({ deadlineMs, what: "media.put" }, async () => 1)).rejects.toMatchObject(refused);
      }),
    );
  });
});

/** Timers that are unref'd are not among them. */
function timersThatHoldTheProcess(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
}
