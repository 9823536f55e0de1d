import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSafety, type FinishedCall, type SafetyNeeds } from "@ninefold/ops-safety";
import { memorySafety } from "@ninefold/ops-safety/memory";

const call = { dependency: "media", operation: "put", idempotent: true };
const once = { ...call, idempotent: false };
const hangs = () => new Promise<never>(() => {});
const down = () => Object.assign(new Error("503"), { code: "media.unavailable", kind: "unavailable", retryable: true });
const refused = () => Object.assign(new Error("400"), { code: "media.too_large", kind: "invalid", retryable: false });
const askedToWait = (retryAfterSeconds: number) => Object.assign(down(), { kind: "limited", retryAfterSeconds });

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

describe("a call that fails", () => {
  it("is made again up to twice when it is idempotent and the failure may pass", async () => {
    const { safety, calls } = setUp();
    const work = failing(down(), down());
    const result = safety.guard(call, work);
    await vi.runAllTimersAsync();
    expect(await result).toBe("stored");
    expect(calls).toMatchObject([{ outcome: "ok", attempts: 3 }]);
  });

  it("ends with its own last error after three attempts", async () => {
    const { safety, calls } = setUp();
    const last = down();
    const outcome = expect(safety.guard(call, failing(down(), down(), last))).rejects.toBe(last);
    await vi.runAllTimersAsync();
    await outcome;
    expect(calls).toMatchObject([{ outcome: "failed", attempts: 3 }]);
  });

  it("I-118 is never made again when a repeat could do harm", async () => {
    const { safety } = setUp();
    const work = failing(down());
    await expect(safety.guard(once, work)).rejects.toThrow("503");
    await vi.runAllTimersAsync();
    expect(work).toHaveBeenCalledOnce();
  });

  it("is not made again when the dependency has turned it down", async () => {
    const { safety } = setUp();
    const work = failing(refused());
    await expect(safety.guard(call, work)).rejects.toThrow("400");
    expect(work).toHaveBeenCalledOnce();
  });

  it("waits a random part of 200 ms, then of 400 ms", async () => {
    const { safety } = setUp({ random: () => 0.5 });
    const work = failing(down(), down());
    const result = safety.guard(call, work);
    await vi.advanceTimersByTimeAsync(99);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(work).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(199);
    expect(work).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(work).toHaveBeenCalledTimes(3);
    expect(await result).toBe("stored");
  });

  it("waits for as long as the dependency asks", async () => {
    const { safety } = setUp({ random: () => 0 });
    const work = failing(askedToWait(3));
    const result = safety.guard(call, work);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(work).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toBe("stored");
  });

  it("ends at once when the dependency asks for longer than the deadline leaves", async () => {
    const { safety } = setUp();
    const error = askedToWait(10);
    await expect(safety.guard(call, failing(error))).rejects.toBe(error);
  });

  it("keeps to the deadline with all its attempts and pauses together", async () => {
    const { safety, calls } = setUp({ random: () => 0.9 });
    const outcome = expect(safety.guard({ ...call, deadlineMs: 700 }, slow)).rejects.toMatchObject({
      code: "ops_safety.deadline_exceeded",
    });
    await vi.advanceTimersByTimeAsync(700);
    await outcome;
    expect(calls).toMatchObject([{ durationMs: 700, attempts: 2 }]);
  });

  it("is made again when one attempt hangs, where an attempt has a deadline of its own", async () => {
    const { safety } = setUp({ random: () => 0 });
    const work = vi.fn<() => Promise<string>>().mockImplementationOnce(hangs).mockResolvedValue("stored");
    const result = safety.guard({ ...call, attemptMs: 1_000 }, work);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await result).toBe("stored");
  });

  it("is not made again by a caller who has gone", async () => {
    const { safety } = setUp({ random: () => 0.5 });
    const caller = new AbortController();
    const work = failing(down());
    const gone = new Error("gone");
    const outcome = expect(safety.guard(call, work, { signal: caller.signal })).rejects.toBe(gone);
    await vi.advanceTimersByTimeAsync(50);
    caller.abort(gone);
    await outcome;
    await vi.runAllTimersAsync();
    expect(work).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not become a storm: when everything fails, a tenth more calls are made in the long run", async () => {
    const breaker = { failures: Number.POSITIVE_INFINITY, openMs: 1, maxOpenMs: 1 };
    const { safety } = setUp({ random: () => 0, policy: { breaker } });
    const work = vi.fn(() => Promise.reject(down()));
    for (let n = 0; n < 1_000; n++) {
      const outcome = safety.guard(call, work).catch(() => {});
      await vi.runAllTimersAsync();
      await outcome;
    }
    // And ten to begin with.
    expect(work.mock.calls.length).toBeLessThanOrEqual(1_110);
    expect(work.mock.calls.length).toBeGreaterThan(1_090);
  });
});

describe("a dependency that is down", () => {
  it("I-109 is left alone after five failures in a row, and the caller is told at once", async () => {
    const { safety, calls, changes } = setUp();
    await fail(safety, 5);
    const work = vi.fn(async () => "stored");
    await expect(safety.guard(call, work)).rejects.toMatchObject({
      code: "ops_safety.circuit_open",
      kind: "unavailable",
      retryable: true,
    });
    expect(work).not.toHaveBeenCalled();
    expect(calls.at(-1)).toMatchObject({ outcome: "circuit_open", attempts: 0 });
    expect(changes).toEqual([{ dependency: "media", to: "open" }]);
  });

  it("is named by what the guard itself refuses, with the seconds until a call may try", async () => {
    const { safety } = setUp();
    await fail(safety, 5);
    await vi.advanceTimersByTimeAsync(2_500);
    const refusal = { code: "ops_safety.circuit_open", dependency: "media", retryAfterSeconds: 8 };
    await expect(safety.guard(call, hangs)).rejects.toMatchObject(refusal);
    const late = expect(safety.guard({ ...once, dependency: "billing", deadlineMs: 100 }, hangs)).rejects.toMatchObject(
      {
        code: "ops_safety.deadline_exceeded",
        dependency: "billing",
      },
    );
    await vi.advanceTimersByTimeAsync(100);
    await late;
  });

  it("tells who comes while another call tries to wait a moment", async () => {
    const { safety } = setUp();
    await fail(safety, 5);
    await vi.advanceTimersByTimeAsync(10_000);
    const probe = safety.guard({ ...once, deadlineMs: 5_000 }, hangs).catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    await expect(safety.guard(once, hangs)).rejects.toMatchObject({ retryAfterSeconds: 1 });
    await vi.advanceTimersByTimeAsync(5_000);
    await probe;
  });

  it("I-110 is tried by one call after ten seconds, and used again when that is answered", async () => {
    const { safety, changes } = setUp();
    await fail(safety, 5);
    await vi.advanceTimersByTimeAsync(10_000);
    const { promise, resolve } = Promise.withResolvers<string>();
    const probe = safety.guard(once, () => promise);
    const others = await Promise.allSettled([1, 2, 3].map(() => safety.guard(once, async () => "stored")));
    expect(others.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    resolve("stored");
    expect(await probe).toBe("stored");
    expect(await safety.guard(once, async () => "stored")).toBe("stored");
    expect(changes.map(({ to }) => to)).toEqual(["open", "half_open", "closed"]);
  });

  it("I-110 is left alone again when the call that tries hangs until its deadline", async () => {
    const { safety, changes } = setUp();
    await fail(safety, 5);
    await vi.advanceTimersByTimeAsync(10_000);
    const probe = expect(safety.guard({ ...once, deadlineMs: 500 }, hangs)).rejects.toThrow("took longer than 500 ms");
    await vi.advanceTimersByTimeAsync(500);
    await probe;
    expect(changes.map(({ to }) => to)).toEqual(["open", "half_open", "open"]);
  });

  it("I-111 is not one that turns requests down, limits them, or whose callers give up", async () => {
    const { safety, changes } = setUp();
    for (let n = 0; n < 10; n++) {
      await safety.guard(once, failing(refused())).catch(() => {});
      await safety.guard(once, failing(askedToWait(1))).catch(() => {});
      const caller = new AbortController();
      const given = safety.guard(once, hangs, { signal: caller.signal }).catch(() => {});
      await vi.advanceTimersByTimeAsync(0);
      caller.abort(new Error("gone"));
      await given;
    }
    expect(changes).toEqual([]);
  });

  it("I-112 takes no other with it", async () => {
    const { safety } = setUp();
    await fail(safety, 5);
    expect(await safety.guard({ ...once, dependency: "billing" }, async () => "paid")).toBe("paid");
  });

  it("says how it is: state, failures in a row, and the last one's code", async () => {
    const { safety } = setUp();
    await fail(safety, 5);
    await safety.guard({ ...once, dependency: "billing" }, async () => "paid");
    const [own] = await safety.listProcesses();
    expect(own).toMatchObject({
      role: "api",
      dependencies: [
        { dependency: "billing", breaker: "closed", failures: 0, lastFailure: null, running: 0, waiting: 0 },
        { dependency: "media", breaker: "open", failures: 5, lastFailure: "media.unavailable" },
      ],
    });
  });

  it("is away for every process a second after one guarded call has failed for good, and until one is answered", async () => {
    const store = memorySafety();
    const [one, other] = [setUp({}, store).safety, setUp({}, store).safety];
    one.start();
    const failed = one.guard(call, failing(down(), down(), down())).catch(() => {});
    await vi.advanceTimersByTimeAsync(3_000);
    await failed;
    expect([await one.isAway("media"), await other.isAway("media"), await other.isAway("billing")]).toEqual([
      true,
      true,
      false,
    ]);
    await one.guard(call, async () => "stored");
    await vi.advanceTimersByTimeAsync(1_000);
    expect([await one.isAway("media"), await other.isAway("media")]).toEqual([false, false]);
    await one.close();
  });

  it("is not away because one attempt failed", async () => {
    const { safety } = setUp();
    await fail(safety, 1);
    expect(await safety.isAway("media")).toBe(false);
  });

  it("is away while an operator has switched it off", async () => {
    const store = memorySafety();
    const { safety } = setUp({}, store);
    const expiresAt = new Date(Date.now() + 60_000);
    await safety.activateSwitch({ dependency: "media", reason: "harm", actor: "a", requestId: "r", expiresAt });
    expect(await safety.isAway("media")).toBe(true);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await safety.isAway("media")).toBe(false);
  });

  it("is seen by the other processes a second after its breaker has opened", async () => {
    const store = memorySafety();
    const [one, other] = [setUp({}, store).safety, setUp({}, store).safety];
    one.start();
    await fail(one, 5);
    await vi.advanceTimersByTimeAsync(1_000);
    const [, seen] = await other.listProcesses();
    expect(seen?.dependencies).toMatchObject([{ dependency: "media", breaker: "open" }]);
    await one.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a dependency that is slow", () => {
  it("I-115 holds no more than its places and its queue; the next caller is told at once", async () => {
    const policy = { bulkhead: { limit: 2, queue: 1 } };
    const { safety, calls } = setUp({ policy });
    const pending = [9, 9, 5].map((s) => safety.guard({ ...once, deadlineMs: s * 1_000 }, hangs).catch(() => {}));
    await vi.advanceTimersByTimeAsync(0);
    await expect(safety.guard(once, hangs)).rejects.toMatchObject({ code: "ops_safety.overloaded" });
    expect(calls).toMatchObject([{ outcome: "overloaded", attempts: 0 }]);
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(pending);
    expect(calls.map(({ attempts }) => attempts)).toEqual([0, 0, 1, 1]);
  });

  it("is not judged by a call that had to wait so long that hardly any time was left", async () => {
    const policy = { bulkhead: { limit: 1, queue: 9 }, breaker: { failures: 2, openMs: 1_000, maxOpenMs: 1_000 } };
    const { safety, changes } = setUp({ policy });
    const first = safety.guard({ ...once, deadlineMs: 900 }, hangs).catch(() => {});
    await vi.advanceTimersByTimeAsync(10);
    const second = safety.guard({ ...once, deadlineMs: 1_000 }, hangs).catch(() => {});
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all([first, second]);
    expect(changes).toEqual([]);
  });
});

describe("a fallback", () => {
  it("answers in place of a call that fails, is refused or has no place", async () => {
    const { safety, calls } = setUp();
    expect(await safety.guard(once, failing(down()), { fallback })).toBe("the last known");
    await fail(safety, 4);
    expect(await safety.guard(once, failing(down()), { fallback })).toBe("the last known");
    expect(calls.map(({ outcome }) => outcome).slice(0, 1)).toEqual(["failed"]);
    expect(calls.at(-1)).toMatchObject({ outcome: "circuit_open" });
  });

  it("I-114 that fails itself does not hide what went wrong first", async () => {
    const { safety } = setUp();
    const first = down();
    await expect(safety.guard(once, failing(first), { fallback: broken })).rejects.toBe(first);
  });

  it("hides no mistake of ours, and answers nobody who has gone", async () => {
    const { safety } = setUp();
    await expect(safety.guard({ ...once, deadlineMs: 0 }, hangs, { fallback })).rejects.toMatchObject({
      code: "ops_safety.invalid_deadline",
    });
    const gone = new Error("gone");
    await expect(safety.guard(once, hangs, { fallback, signal: AbortSignal.abort(gone) })).rejects.toBe(gone);
  });
});

function setUp(given: Partial<SafetyNeeds> = {}, store = memorySafety()) {
  const calls: FinishedCall[] = [];
  const changes: { dependency: string; to: string }[] = [];
  const safety = createSafety(store, {
    assertNoOpenTransaction: () => {},
    now: () => new Date(),
    recordCall: (finished) => void calls.push(finished),
    captureError: () => {},
    recordBreaker: (change) => void changes.push(change),
    role: "api",
    ...given,
  });
  return { safety, calls, changes };
}

const fallback = () => "the last known";

const broken = () => {
  throw new Error("no last known");
};

async function slow(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  throw down();
}

/** Throws these, one per call, then answers. */
function failing(...errors: readonly unknown[]) {
  const left = [...errors];
  return vi.fn(async () => {
    if (left.length > 0) throw left.shift();
    return "stored";
  });
}

async function fail(safety: ReturnType<typeof setUp>["safety"], times: number): Promise<void> {
  for (let n = 0; n < times; n++) await safety.guard(once, failing(down())).catch(() => {});
}
