import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { DependencyState, Flag, ProcessReport, SafetyStore, SwitchRequest } from "@ninefold/ops-safety";

/** A store, and the clock that it lives by. */
export interface SafetySubject {
  readonly store: SafetyStore;
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
  /** The same store as another process has it open; itself, where a store is not shared. */
  readonly another: () => SafetyStore;
}

/** `switches` and `refuses` are each other's opposite: `refuses` marks the rules of a store without switches. */
export type SafetyRule = "switches" | "refuses" | "shared";

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
    name: "lists no rule of a flag, and no report of a process, when there is none",
    async run({ store }) {
      assert.deepEqual(await store.listFlagRules(), []);
      assert.deepEqual(await store.listReports(), []);
      await store.clearOverride("suite.nothing", randomUUID());
    },
  },
  {
    name: "I-98 gives a share of all workspaces the value: nobody at 0 percent, everybody at 100, some in between",
    needs: "switches",
    async run({ store }) {
      const one = flag("narrow");
      const workspaces = ids(600);
      const share = async (percent: number) => {
        await store.setRollout({ flag: one.key, value: "wide", percent, actor });
        return (await those(store, one, workspaces, "wide")).length;
      };
      assert.equal(await share(0), 0);
      assert.equal(await share(100), 600);
      const some = await share(30);
      assert.ok(some > 120 && some < 240, `30 percent of 600 were ${some}`);
    },
  },
  {
    name: "I-98 keeps everybody in the share when it grows, and answers each workspace the same every time",
    needs: "switches",
    async run({ store }) {
      const one = flag(false);
      const workspaces = ids(300);
      await store.setRollout({ flag: one.key, value: true, percent: 20, actor });
      const early = await those(store, one, workspaces, true);
      assert.deepEqual(await those(store, one, workspaces, true), early);
      await store.setRollout({ flag: one.key, value: true, percent: 60, actor });
      const late = new Set(await those(store, one, workspaces, true));
      assert.deepEqual(
        early.filter((id) => !late.has(id)),
        [],
      );
    },
  },
  {
    name: "I-99 puts a workspace into the share of one flag whether or not it is in that of another",
    needs: "switches",
    async run({ store }) {
      const [one, other] = [flag(false), flag(false)];
      const workspaces = ids(600);
      for (const { key } of [one, other]) await store.setRollout({ flag: key, value: true, percent: 50, actor });
      const both = await those(store, other, await those(store, one, workspaces, true), true);
      assert.ok(both.length > 90 && both.length < 210, `of 600, ${both.length} are in both halves`);
    },
  },
  {
    name: "I-100 answers the fallback for somebody without a workspace, whatever the share",
    needs: "switches",
    async run({ store }) {
      const one = flag(false);
      await store.setRollout({ flag: one.key, value: true, percent: 100, actor });
      assert.equal(await store.evaluate(one, { tenantId: null, userId: randomUUID() }), false);
    },
  },
  {
    name: "I-97 answers the fallback of a flag that was given a value of another type",
    needs: "switches",
    async run({ store }) {
      const one = flag(7);
      const [mine, other] = ids(2);
      await store.setRollout({ flag: one.key, value: "seven", percent: 100, actor });
      await store.setOverride({ flag: one.key, workspaceId: mine ?? "", value: true, actor });
      assert.equal(await store.evaluate(one, of(mine)), 7);
      assert.equal(await store.evaluate(one, of(other)), 7);
    },
  },
  {
    name: "gives a workspace its own value, in the share or not, until that is cleared",
    needs: "switches",
    async run({ store }) {
      const one = flag(0);
      const [mine, other] = ids(2);
      await store.setOverride({ flag: one.key, workspaceId: mine ?? "", value: 5, actor });
      assert.deepEqual([await store.evaluate(one, of(mine)), await store.evaluate(one, of(other))], [5, 0]);
      await store.setRollout({ flag: one.key, value: 9, percent: 100, actor });
      assert.deepEqual([await store.evaluate(one, of(mine)), await store.evaluate(one, of(other))], [5, 9]);
      await store.setOverride({ flag: one.key, workspaceId: mine ?? "", value: 6, actor });
      assert.equal(await store.evaluate(one, of(mine)), 6);
      await store.clearOverride(one.key, mine ?? "");
      assert.equal(await store.evaluate(one, of(mine)), 9);
    },
  },
  {
    name: "lists what was decided about each flag, by key, with who and when",
    needs: "switches",
    async run({ store, now, advance }) {
      const [workspaceId = ""] = ids(1);
      const first = now();
      await store.setRollout({ flag: "suite.b", value: true, percent: 30, actor: "one" });
      advance(1_000);
      await store.setOverride({ flag: "suite.a", workspaceId, value: "wide", actor: "two" });
      assert.deepEqual(await store.listFlagRules(), [
        {
          flag: "suite.a",
          rollout: undefined,
          overrides: [{ workspaceId, value: "wide", actor: "two", updatedAt: now() }],
        },
        { flag: "suite.b", rollout: { value: true, percent: 30, actor: "one", updatedAt: first }, overrides: [] },
      ]);
    },
  },
  {
    name: "refuses a rollout or an override that makes no sense as ops_safety.invalid_flag",
    needs: "switches",
    async run({ store }) {
      const rollout = { flag: "suite.a", value: true, percent: 50, actor };
      const override = { flag: "suite.a", workspaceId: randomUUID(), value: true, actor };
      for (const percent of [-1, 101, 0.5, Number.NaN])
        await assert.rejects(store.setRollout({ ...rollout, percent }), invalidFlag);
      for (const wrong of [
        { flag: "" },
        { flag: "suite" },
        { flag: "Suite.a" },
        { value: "x".repeat(101) },
        { actor: "" },
      ]) {
        await assert.rejects(store.setRollout({ ...rollout, ...wrong }), invalidFlag);
        await assert.rejects(store.setOverride({ ...override, ...wrong }), invalidFlag);
      }
      await assert.rejects(store.setOverride({ ...override, workspaceId: "acme" }), invalidFlag);
      assert.deepEqual(await store.listFlagRules(), []);
    },
  },
  {
    name: "gives up deciding about flags when the signal is aborted, and changes nothing",
    needs: "switches",
    async run({ store }) {
      const signal = AbortSignal.abort();
      const givenUp = { code: "ops_safety.unavailable", retryable: true };
      const one = { flag: "suite.a", value: true, actor };
      await store.setOverride({ ...one, workspaceId: actor });
      await assert.rejects(store.setRollout({ ...one, percent: 50 }, { signal }), givenUp);
      await assert.rejects(store.setOverride({ ...one, workspaceId: randomUUID() }, { signal }), givenUp);
      await assert.rejects(store.clearOverride("suite.a", actor, { signal }), givenUp);
      await assert.rejects(store.listFlagRules({ signal }), givenUp);
      await assert.rejects(store.report(report(new Date()), { signal }), givenUp);
      await assert.rejects(store.listReports({ signal }), givenUp);
      const [rule] = await store.listFlagRules();
      assert.deepEqual([rule?.rollout, rule?.overrides.length], [undefined, 1]);
    },
  },
  {
    name: "lists what each process said last, by process, for a minute",
    needs: "switches",
    async run({ store, now, advance }) {
      const [one, other] = [report(now()), report(now(), { role: "worker" })];
      await store.report({ ...one, dependencies: [] });
      await store.report(one);
      await store.report(other);
      const both = [one, other].toSorted((a, b) => (a.process < b.process ? -1 : 1));
      assert.deepEqual(await store.listReports(), both);
      advance(30_000);
      const later = { ...other, reportedAt: now() };
      await store.report(later);
      advance(30_001);
      assert.deepEqual(await store.listReports(), [later]);
    },
  },
  {
    name: "I-103 shows another process within a second what was decided, and what was cleared",
    needs: "shared",
    async run(given) {
      const { store, another } = given;
      const other = another();
      const one = flag(false);
      const [mine] = ids(1);
      assert.equal(await other.findSwitch("media"), undefined);
      await store.activate(switchOff(given));
      await soon(async () => assert.ok(await other.findSwitch("media")));
      await store.setRollout({ flag: one.key, value: true, percent: 100, actor });
      await soon(async () => assert.equal(await other.evaluate(one, of(mine)), true));
      await store.clear("media");
      await soon(async () => assert.equal(await other.findSwitch("media"), undefined));
    },
  },
  {
    name: "keeps what was decided and reported for a process that starts later",
    needs: "shared",
    async run(given) {
      const { store, another, now } = given;
      const one = flag("narrow");
      const [mine = ""] = ids(1);
      await store.activate(switchOff(given));
      await store.setOverride({ flag: one.key, workspaceId: mine, value: "wide", actor });
      await store.report(report(now()));
      const later = another();
      assert.deepEqual(await later.listSwitches(), await store.listSwitches());
      assert.equal(await later.evaluate(one, of(mine)), "wide");
      assert.deepEqual(await later.listReports(), await store.listReports());
      assert.equal((await later.listReports()).length, 1);
    },
  },
  {
    name: "says that it keeps nothing, and refuses to decide anything as ops_safety.disabled",
    needs: "refuses",
    async run(given) {
      const { store } = given;
      const disabled = { code: "ops_safety.disabled", kind: "unavailable", retryable: false };
      const one = { flag: "suite.a", value: true, actor };
      assert.equal(store.capabilities.switches, false);
      await assert.rejects(store.activate(switchOff(given)), disabled);
      await assert.rejects(store.setRollout({ ...one, percent: 100 }), disabled);
      await assert.rejects(store.setOverride({ ...one, workspaceId: randomUUID() }), disabled);
    },
  },
];

const actor = randomUUID();
const invalidFlag = { code: "ops_safety.invalid_flag", kind: "invalid", retryable: false };

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const of = (workspaceId: string | undefined) => ({ tenantId: workspaceId ?? null, userId: null });

/** The workspaces that get this value. */
async function those<Value extends boolean | number | string>(
  store: SafetyStore,
  one: Flag<Value>,
  workspaces: readonly string[],
  value: Value,
): Promise<readonly string[]> {
  const values = await Promise.all(workspaces.map((id) => store.evaluate(one, of(id))));
  return workspaces.filter((_, index) => values[index] === value);
}

function report(reportedAt: Date, part: Partial<ProcessReport> = {}): ProcessReport {
  const media: DependencyState = {
    dependency: "media",
    breaker: "open",
    failures: 5,
    lastFailure: "media.unavailable",
    running: 1,
    waiting: 0,
    limit: 16,
  };
  return { process: randomUUID(), role: "api", reportedAt, dependencies: [media], ...part };
}

/** What one process wrote reaches the others on its own. */
async function soon(check: () => Promise<void>): Promise<void> {
  const until = performance.now() + 1_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

const hour = 60 * 60 * 1000;
const subject = { tenantId: randomUUID(), userId: randomUUID() };
const invalidSwitch = { code: "ops_safety.invalid_switch", kind: "invalid", retryable: false };

function flag<Value extends boolean | number | string>(fallback: Value): Flag<Value> {
  return { key: `suite.${randomUUID().replaceAll("-", "_")}`, fallback };
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
