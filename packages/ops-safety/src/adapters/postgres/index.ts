import { randomUUID } from "node:crypto";
import type { Doors, Listener, SystemContext, SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, lt, lte, sql } from "drizzle-orm";
import { checkOverride, checkRollout } from "../../domain/flag-rule.ts";
import { isActive, killSwitch } from "../../domain/kill-switch.ts";
import { isFresh, REPORT_LASTS_MS } from "../../domain/report.ts";
import { OpsSafetyError } from "../../errors.ts";
import type { CallOptions, SafetyStore } from "../../port.ts";
import { flagOverrides, flagRollouts, killSwitches, processReports } from "../../schema.ts";
import { openFlags } from "../flagd/index.ts";
import { createCopy } from "./copy.ts";
import { readDecisions } from "./read.ts";

interface PostgresSafetyOptions {
  readonly doors: Pick<Doors, "asSystem">;
  /** Calls back when another process may have decided something, and whenever that could have been missed. */
  readonly listen: (channel: string, onHint: () => void) => Listener;
  readonly now: () => Date;
  /** Told when the copy can't be renewed, the first time of an outage. Must not throw. */
  readonly onStale: (error: unknown) => void;
  /** How often the copy is renewed when no hint comes. */
  readonly pollMs?: number;
}

const CHANNEL = "ninefold_safety";

/**
 * The default store. What operators decide is in Postgres; each process answers from a copy of all of it, renewed when
 * another one writes (NOTIFY) and every few seconds. So a guarded call and a flag ask nobody, and go on with what was
 * last known while Postgres is slow or gone. Until the first copy is there, `findSwitch` waits for it.
 */
export function postgresSafety({ doors, listen, now, onStale, pollMs = 5_000 }: PostgresSafetyOptions): SafetyStore {
  const flags = openFlags();
  const copy = createCopy({
    async read() {
      const decisions = await doors.asSystem(because("safety"), readDecisions);
      flags.load(decisions.rules);
      return decisions;
    },
    onStale,
  });
  const listener = listen(CHANNEL, copy.hint);
  const polling = setInterval(copy.hint, pollMs).unref();
  copy.hint();

  /** The change, the hint to the others in the same commit, then our own copy: a read after it sees it. */
  const write = (work: (tx: SystemTx) => Promise<unknown>, { signal }: CallOptions = {}) =>
    answered(signal, async () => {
      await doors.asSystem(because("operator"), async (tx) => {
        await work(tx);
        await tx.execute(sql`select pg_notify(${CHANNEL}, '')`);
      });
      await copy.renew();
    });

  return {
    capabilities: { switches: true, shared: true },

    evaluate: flags.evaluate,

    listFlagRules: ({ signal } = {}) => answered(signal, async () => (await copy.current()).rules),

    async setRollout(request, options) {
      checkRollout(request);
      const row = { ...request, updatedAt: now() };
      const { flag: _key, ...set } = row;
      await write(
        (tx) => tx.insert(flagRollouts).values(row).onConflictDoUpdate({ target: flagRollouts.flag, set }),
        options,
      );
    },

    async setOverride(request, options) {
      checkOverride(request);
      const row = { ...request, updatedAt: now() };
      const { value, actor, updatedAt } = row;
      const target = [flagOverrides.flag, flagOverrides.workspaceId];
      const set = { value, actor, updatedAt };
      await write((tx) => tx.insert(flagOverrides).values(row).onConflictDoUpdate({ target, set }), options);
    },

    async clearOverride(flag, workspaceId, options) {
      const its = and(eq(flagOverrides.flag, flag), eq(flagOverrides.workspaceId, workspaceId));
      await write((tx) => tx.delete(flagOverrides).where(its), options);
    },

    findSwitch: (dependency, { signal } = {}) =>
      answered(signal, async () => {
        const found = (await copy.current()).switches.find((one) => one.dependency === dependency);
        return found !== undefined && isActive(found, now()) ? found : undefined;
      }),

    listSwitches: ({ signal } = {}) =>
      answered(signal, async () => (await copy.current()).switches.filter((one) => isActive(one, now()))),

    async activate(request, options) {
      const row = killSwitch(request, now());
      const { dependency: _name, ...set } = row;
      await write(async (tx) => {
        await tx.delete(killSwitches).where(lte(killSwitches.expiresAt, row.activatedAt));
        await tx.insert(killSwitches).values(row).onConflictDoUpdate({ target: killSwitches.dependency, set });
      }, options);
      return row;
    },

    clear: (dependency, options) =>
      write((tx) => tx.delete(killSwitches).where(eq(killSwitches.dependency, dependency)), options),

    report: (report, { signal } = {}) =>
      answered(signal, () =>
        doors.asSystem(because("safety"), async (tx) => {
          const forgotten = new Date(now().getTime() - REPORT_LASTS_MS);
          const { process: _id, ...set } = report;
          await tx.delete(processReports).where(lt(processReports.reportedAt, forgotten));
          await tx.insert(processReports).values(report).onConflictDoUpdate({ target: processReports.process, set });
        }),
      ),

    listReports: ({ signal } = {}) =>
      answered(signal, async () => {
        const rows = await doors.asSystem(because("safety"), (tx) =>
          tx.select().from(processReports).orderBy(processReports.process),
        );
        return rows.filter((one) => isFresh(one, now())).map(({ id: _id, ...report }) => report);
      }),

    async close() {
      clearInterval(polling);
      await Promise.all([listener.close(), copy.close()]);
    },
  };
}

const because = (reason: SystemContext["reason"]): SystemContext => ({
  reason,
  actor: { type: "system", id: "ops-safety" },
  requestId: `safety-${randomUUID()}`,
});

/** Our one error for whatever a database can say; and who gives up has their answer at once. */
async function answered<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal?.reason);
  try {
    signal?.throwIfAborted();
    signal?.addEventListener("abort", onAbort, { once: true });
    return await Promise.race([work(), givenUp]);
  } catch (cause) {
    throw new OpsSafetyError("ops_safety.unavailable", "the store of switches and flags did not answer", { cause });
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
