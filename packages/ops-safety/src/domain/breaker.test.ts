import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBreaker, type Breaker, type BreakerState, type Outcome } from "./breaker.ts";

const policy = { failures: 3, openMs: 1_000, maxOpenMs: 3_000 };

describe("a breaker", () => {
  it("I-109 opens at the third failure in a row and then lets nobody through", () => {
    const breaker = createBreaker(policy);
    fail(breaker, 2);
    expect(breaker.state).toBe("closed");
    fail(breaker, 1);
    expect([breaker.state, breaker.enter(999)]).toEqual(["open", undefined]);
  });

  it("counts failures in a row only: an answer begins anew", () => {
    const breaker = createBreaker(policy);
    fail(breaker, 2);
    settle(breaker, 0, "answered");
    fail(breaker, 2);
    expect([breaker.state, breaker.failures]).toEqual(["closed", 2]);
  });

  it("I-110 lets exactly one call try after the pause, and refuses the others until that has ended", () => {
    const breaker = opened();
    const probe = breaker.enter(1_000);
    expect(probe).toBeDefined();
    expect(breaker.state).toBe("half_open");
    expect([breaker.enter(1_000), breaker.enter(900_000)]).toEqual([undefined, undefined]);
    breaker.settle(probe!, "answered", { nowMs: 1_100 });
    expect([breaker.state, breaker.failures]).toEqual(["closed", 0]);
    expect(breaker.enter(1_100)).toBeDefined();
  });

  it("stays open twice as long after each try that fails, up to the most, and as short as at first after it has closed", () => {
    const breaker = opened();
    settle(breaker, 1_000, "failed");
    expect(breaker.opensUntilMs).toBe(3_000);
    settle(breaker, 3_000, "failed");
    expect(breaker.opensUntilMs).toBe(6_000);
    settle(breaker, 6_000, "answered");
    fail(breaker, 3, 7_000);
    expect(breaker.opensUntilMs).toBe(8_000);
  });

  it("lets the next call try at once when the one that tried was given up by its caller", () => {
    const breaker = opened();
    settle(breaker, 1_000, "unknown");
    expect(breaker.state).toBe("open");
    expect(breaker.enter(1_000)).toBeDefined();
  });

  it("I-111 counts nothing for a caller who gave up", () => {
    const breaker = createBreaker(policy);
    for (let n = 0; n < 10; n++) settle(breaker, 0, "unknown");
    expect([breaker.state, breaker.failures]).toEqual(["closed", 0]);
  });

  it("hears nothing from a call that began before it opened", () => {
    const breaker = createBreaker(policy);
    const [slow, alsoSlow] = [breaker.enter(0)!, breaker.enter(0)!];
    fail(breaker, 3);
    breaker.settle(slow, "answered", { nowMs: 500 });
    breaker.settle(alsoSlow, "failed", { nowMs: 500 });
    expect([breaker.state, breaker.failures, breaker.opensUntilMs]).toEqual(["open", 3, 1_000]);
  });

  it("stays open for as long as the dependency asks, but not for a day", () => {
    const breaker = createBreaker(policy);
    fail(breaker, 2);
    breaker.settle(breaker.enter(0)!, "failed", { nowMs: 0, retryAfterMs: 20_000 });
    expect(breaker.opensUntilMs).toBe(20_000);
    breaker.settle(breaker.enter(20_000)!, "failed", { nowMs: 20_000, retryAfterMs: 86_400_000 });
    expect(breaker.opensUntilMs).toBe(320_000);
  });

  it("I-117 tells of each change once, in order", () => {
    const changes: BreakerState[] = [];
    const breaker = createBreaker(policy, (to) => changes.push(to));
    fail(breaker, 3);
    settle(breaker, 1_000, "failed");
    settle(breaker, 3_000, "answered");
    expect(changes).toEqual(["open", "half_open", "open", "half_open", "closed"]);
  });

  it("never has two calls trying at once, and never calls while open before its time, whatever happens", () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: 2_000 }),
      outcome: fc.constantFrom<Outcome | "pending">("answered", "failed", "unknown", "pending"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const breaker = createBreaker(policy);
        let nowMs = 0;
        let probing = false;
        for (const { waitMs, outcome } of steps) {
          nowMs += waitMs;
          const { state, opensUntilMs } = breaker;
          const ticket = breaker.enter(nowMs);
          if (state === "half_open") expect(ticket).toBeUndefined();
          if (state === "open") expect(ticket === undefined).toBe(nowMs < opensUntilMs!);
          if (state === "closed") expect(ticket).toBeDefined();
          if (breaker.state === "half_open" && ticket !== undefined) {
            expect(probing).toBe(false);
            probing = true;
          }
          if (ticket !== undefined && outcome !== "pending") {
            breaker.settle(ticket, outcome, { nowMs });
            probing = false;
          }
        }
      }),
    );
  });
});

function settle(breaker: Breaker, nowMs: number, outcome: Outcome): void {
  const ticket = breaker.enter(nowMs);
  if (ticket === undefined) throw new Error("nobody is let through");
  breaker.settle(ticket, outcome, { nowMs });
}

function fail(breaker: Breaker, times: number, nowMs = 0): void {
  for (let n = 0; n < times; n++) settle(breaker, nowMs, "failed");
}

/** At 0, for a second. */
function opened(): Breaker {
  const breaker = createBreaker(policy);
  fail(breaker, 3);
  return breaker;
}
