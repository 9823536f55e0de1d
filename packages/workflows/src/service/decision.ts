import { type Doors, inSystem, type SystemTx, userIdOf } from "@ninefold/identity/tenancy";
import { isNotNull, type SQL, sql } from "drizzle-orm";
import { WorkflowsError } from "../errors.ts";
import { taskName } from "../jobs.ts";
import type { WorkflowNeeds } from "../needs.ts";
import { runs } from "../schema.ts";
import type { LedgerRow } from "./ledger.ts";
import { REACTION_LIMITS, reactionTasks } from "./reactions.ts";

/** What it wants from the rest of the system, in its own words. */
export interface RunAdminNeeds extends Pick<WorkflowNeeds, "doors" | "jobs" | "reactions" | "now"> {
  /** Writes who did it, in the same transaction: what can not be recorded does not happen. */
  readonly audit: (tx: SystemTx, entry: AuditEntry) => Promise<void>;
}

export interface AuditEntry {
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** The operator who asks. */
export interface By {
  readonly actor: string;
  readonly requestId: string;
}

/** All of a run but what it was given, which may be large. */
export type ListedRun = Omit<LedgerRow, "input" | "inputHash">;

/** The door of operators, across tenants. */
export const operatorDoor =
  (doors: Pick<Doors, "asSystem">) =>
  <T>({ actor, requestId }: By, work: (tx: SystemTx) => Promise<T>): Promise<T> =>
    doors.asSystem({ reason: "operator", actor: { type: "person", id: userIdOf(actor) }, requestId }, (tx) =>
      inSystem("workflows", () => work(tx)),
    );

/** How often each task of this release is tried. */
export function attemptsByTask({
  jobs,
  reactions,
}: Pick<WorkflowNeeds, "jobs" | "reactions">): ReadonlyMap<string, number> {
  return new Map([
    ...jobs().map((job) => [taskName(job), job.retry.attempts] as const),
    ...reactionTasks(reactions()).map(({ task }) => [task, REACTION_LIMITS.attempts] as const),
  ]);
}

/**
 * What a replay makes of a dead run's row. It stays the same run, under its id and its key: a reaction is still known by
 * its event, and what the run has tried before stays counted. It has begun once, so no time runs out on it any more.
 */
export const replayed = (attempts: number, now: Date) => ({
  status: "pending" as const,
  handed: sql`${runs.handed} + 1`,
  maxAttempts: sql`${runs.attempts} + ${attempts}`,
  endedAt: null,
  expiresAt: null,
  leaseUntil: null,
  progress: null,
  replays: sql`${runs.replays} + 1`,
  replayedAt: now,
});

/** An entry about one run. */
export function entry(action: string, { id, task, tenantId }: ListedRun, data: AuditEntry["data"] = {}): AuditEntry {
  return { action, subject: { type: "run", id }, data: { task, tenantId, ...data } };
}

/** @throws WorkflowsError `workflows.invalid_reason`. */
export function reasonIn(text: string): string {
  const reason = text.trim();
  if (reason !== "" && reason.length <= MAX_REASON) return reason;
  throw new WorkflowsError("workflows.invalid_reason", `a reason has 1 to ${MAX_REASON} characters`);
}

const MAX_REASON = 500;

/** Dead, and nobody has discarded it. */
export const isDeadLetter = (): SQL => isNotNull(runs.deadSince);
