import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { Flag, SafetyStore, SwitchRequest } from "@ninefold/ops-safety";

/** A store, and the clock that it lives by. */
export interface SafetySubject {
  readonly store: SafetyStore;
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
}

/** `switches` and `refuses` are each other's opposite: `refuses` marks the rules of a store without switches. */
export type SafetyRule = "switches" | "refuses";

export const safetyCases: readonly Case<SafetySubject, SafetyRule>[] = [
  {
    name: "answers the fallback of a flag that it knows nothing of, whatever its type",
    async run({ store }) {
      assert.equal(await store.evaluate(flag(true), subject), true);
      assert.equal(await store.evaluate(flag(false), subject), false);
      assert.equal(await store.evaluate(flag(0), subject), 0);
      assert.equal(await store.evaluate(flag(""), subject), "");
      assert.equal(await store.evaluate(flag("wide"), { tenantId: null, userId: null }), "wide");
    },
  },
  {
    name: "answers the fallback of a flag when the signal is aborted, and does not throw",
    async run({ store }) {
      assert.equal(await store.evaluate(flag("wide"), subject, { signal: AbortSignal.abort() }), "wide");
    },
  },
  {
    name: "answers undefined for a dependency that nobody switched off",
    async run({ store }) {
      assert.equal(await store.findSwitch("media"), undefined);
    },
  },
  {
    name: "lists no switch when there is none",
    async run({ store }) {
      assert.deepEqual(await store.listSwitches(), []);
    },
  },
  {
    name: "resolves when something is cleared that is not switched off",
    async run({ store }) {
      await store.clear("media");
      await store.clear("media");
    },
  },
  {
    name: "finds a switch as it was activated: why, by whom, since when, until when",
    needs: "switches",
    async run(given) {
      const { store, now } = given;
      const request = switchOff(given, { dependency: "media" });
      const activated = await store.activate(request);
      assert.deepEqual(activated, { ...request, activatedAt: now() });
      assert.deepEqual(await store.findSwitch("media"), activated);
    },
  },
  {
    name: "switches off one dependency and no other",
    needs: "switches",
    async run(given) {
      await given.store.activate(switchOff(given, { dependency: "media" }));
      for (const other of ["billing", "medi", "media.put", ""])
        assert.equal(await given.store.findSwitch(other), undefined);
    },
  },
  {
    name: "lists every active switch by dependency",
    needs: "switches",
    async run(given) {
      const { store } = given;
      for (const dependency of ["media", "billing", "notifications"])
        await store.activate(switchOff(given, { dependency }));
      const listed = await store.listSwitches();
      assert.deepEqual(
        listed.map(({ dependency }) => dependency),
        ["billing", "media", "notifications"],
      );
    },
  },
  {
    name: "replaces the switch that is active",
    needs: "switches",
    async run(given) {
      const { store } = given;
      await store.activate(switchOff(given, { reason: "first" }));
      await store.activate(switchOff(given, { reason: "second", expiresAt: after(given, 2 * hour) }));
      const [only, ...others] = await store.listSwitches();
      assert.deepEqual([only?.reason, only?.expiresAt, others], ["second", after(given, 2 * hour), []]);
    },
  },
  {
    name: "forgets a switch at its end, and not before",
    needs: "switches",
    async run(given) {
      const { store, advance } = given;
      await store.activate(switchOff(given, { expiresAt: after(given, hour) }));
      advance(hour - 1);
      assert.equal((await store.listSwitches()).length, 1);
      assert.ok(await store.findSwitch("media"));
      advance(1);
      assert.equal(await store.findSwitch("media"), undefined);
      assert.deepEqual(await store.listSwitches(), []);
    },
  },
  {
    name: "clears a switch, and no other",
    needs: "switches",
    async run(given) {
      const { store } = given;
      for (const dependency of ["media", "billing"]) await store.activate(switchOff(given, { dependency }));
      await store.clear("media");
      assert.equal(await store.findSwitch("media"), undefined);
      assert.ok(await store.findSwitch("billing"));
    },
  },
  {
    name: "refuses a switch without a reason or an actor, or with one that is too long",
    needs: "switches",
    async run(given) {
      for (const text of ["", "  \n", "x".repeat(501)]) {
        await assert.rejects(given.store.activate(switchOff(given, { reason: text })), invalidSwitch);
        await assert.rejects(given.store.activate(switchOff(given, { actor: text })), invalidSwitch);
      }
      assert.deepEqual(await given.store.listSwitches(), []);
    },
  },
  {
    name: "refuses a switch without an end in the next 30 days",
    needs: "switches",
    async run(given) {
      const wrong = [given.now(), after(given, -hour), new Date(Number.NaN), after(given, 30 * 24 * hour + 1)];
      for (const expiresAt of wrong) {
        await assert.rejects(given.store.activate(switchOff(given, { expiresAt })), invalidSwitch);
      }
      await given.store.activate(switchOff(given, { expiresAt: after(given, 30 * 24 * hour) }));
    },
  },
  {
    name: "refuses a dependency that is not a lower-case name",
    needs: "switches",
    async run(given) {
      for (const dependency of ["", "Media", "media put", "1media", "m".repeat(101)]) {
        await assert.rejects(given.store.activate(switchOff(given, { dependency })), invalidSwitch);
      }
    },
  },
  {
    name: "gives up with a retryable ops_safety.unavailable when the signal is aborted, and changes nothing",
    needs: "switches",
    async run(given) {
      const { store } = given;
      await store.activate(switchOff(given, { reason: "first" }));
      const signal = AbortSignal.abort();
      const givenUp = { code: "ops_safety.unavailable", kind: "unavailable", retryable: true };
      await assert.rejects(store.findSwitch("media", { signal }), givenUp);
      await assert.rejects(store.listSwitches({ signal }), givenUp);
      await assert.rejects(store.activate(switchOff(given, { reason: "second" }), { signal }), givenUp);
      await assert.rejects(store.clear("media", { signal }), givenUp);
      assert.equal((await store.findSwitch("media"))?.reason, "first");
    },
  },
  {
    name: "says that it keeps no switches, and refuses one as ops_safety.disabled",
    needs: "refuses",
    async run(given) {
      assert.equal(given.store.capabilities.switches, false);
      await assert.rejects(given.store.activate(switchOff(given)), {
        code: "ops_safety.disabled",
        kind: "unavailable",
        retryable: false,
      });
    },
  },
];

const hour = 60 * 60 * 1000;
const subject = { tenantId: randomUUID(), userId: randomUUID() };
const invalidSwitch = { code: "ops_safety.invalid_switch", kind: "invalid", retryable: false };

function flag<Value extends boolean | number | string>(fallback: Value): Flag<Value> {
  return { key: `suite.${randomUUID()}`, fallback };
}

function switchOff(given: SafetySubject, request: Partial<SwitchRequest> = {}): SwitchRequest {
  return {
    dependency: "media",
    reason: "the vendor is down",
    actor: randomUUID(),
    expiresAt: after(given, hour),
    ...request,
  };
}

function after({ now }: SafetySubject, ms: number): Date {
  return new Date(now().getTime() + ms);
}
