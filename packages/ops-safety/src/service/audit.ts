import { type Doors, inSystem, type TenantContext } from "@ninefold/identity/tenancy";
import { and, desc, eq, inArray, lt, lte, or } from "drizzle-orm";
import { type AuditData, type AuditEvidence, auditFault, type AuditSubject, intentBehind } from "../domain/audit.ts";
import { OpsSafetyError } from "../errors.ts";
import { auditEntries, auditIntents } from "../schema.ts";
import { type AnyTx, contextIn, type Scope, scopeIn } from "./transactions.ts";

export type Audit = ReturnType<typeof createAudit>;

/** What the audit log wants from the rest of the system, in its own words. */
export interface AuditNeeds {
  readonly doors: Doors;
  readonly now: () => Date;
  /** Told of a change that nobody is known to have caused. Must not throw. */
  readonly onUnknownActor: (entry: { readonly action: string; readonly tenantId: string | null }) => void;
}

/** Who did what, when. Entries are written once: no role of a running program may change or remove one. */
export function createAudit(needs: AuditNeeds) {
  return {
    /**
     * Writes an entry in the change's own transaction: both are there, or neither. Actor, request and trace are the
     * transaction's.
     * @throws OpsSafetyError `ops_safety.invalid_entry`: then the change is not made either.
     */
    async write(tx: AnyTx, entry: NewEntry): Promise<void> {
      const own = scopeIn(tx);
      if (own !== undefined && entry.scope !== undefined) {
        throw new TypeError("a scope is for a transaction across tenants; this one has its own");
      }
      const now = needs.now();
      const cause = causeIn(tx);
      const scope = own ?? entry.scope ?? NOBODY;
      await insert(tx, { ...entry, ...cause, scope, evidence: "transaction", occurredAt: now });
    },

    /**
     * Announces what a request is about to have somebody else's transaction do, such as the identity provider's. Committed
     * when it resolves; `recordEvent` finds it by action and subject. Answers what `withdraw` takes.
     */
    async intend(context: TenantContext, { action, subjectId }: NewIntent): Promise<string> {
      const rows = await needs.doors.withTenant(context, (tx) =>
        tx
          .insert(auditIntents)
          .values({ tenantId: context.tenantId, action, subjectId, ...causeIn(tx) })
          .returning({ id: auditIntents.id }),
      );
      return rows[0]?.id ?? "";
    },

    /** For what was not done after all: it must not pass for the cause of what somebody else does next. */
    async withdraw(context: TenantContext, intentId: string): Promise<void> {
      await needs.doors.withTenant(context, (tx) => tx.delete(auditIntents).where(eq(auditIntents.id, intentId)));
    },

    /** Announces it, does it, and takes the announcement back when it was refused. */
    async announce<T>(context: TenantContext, intent: NewIntent, work: () => Promise<T>): Promise<T> {
      const id = await this.intend(context, intent);
      try {
        return await work();
      } catch (error) {
        // Where nobody knows whether it was done, who asked for it stays known. What can't be taken back is swept.
        if (isRefusal(error)) await this.withdraw(context, id).catch(() => undefined);
        throw error;
      }
    },

    /**
     * Writes the entry for something that has happened elsewhere, once, in the transaction of the event's reaction. Who
     * caused it is who announced it; else `byItself`, where the event can be one person's doing only; else not known,
     * which is told.
     */
    async recordEvent(tx: AnyTx, event: AuditedEvent): Promise<void> {
      const { tenantId } = event;
      const intent = tenantId === null ? undefined : await takeIntent(tx, { ...event, tenantId });
      const attributed = attribution(event, intent);
      if (attributed.evidence === "none") needs.onUnknownActor({ action: event.action, tenantId });
      const scope = { tenantId, userId: tenantId === null ? event.userId : null };
      await insert(tx, { ...event, ...attributed, scope, eventId: event.id });
    },

    /**
     * Writes what an operator of the platform is about to do, in a transaction of its own: what can't be recorded must not
     * happen. It belongs to no workspace.
     */
    async recordOperator({ actor, requestId, action, target, details }: OperatorAct): Promise<void> {
      const by = { actorType: "person", actorId: actor, onBehalfOf: null, requestId, traceparent: null } as const;
      const about = { action, subject: { type: "platform", id: target }, data: details };
      const context = { reason: "operator", actor: SELF, requestId } as const;
      await needs.doors.asSystem(context, (tx) =>
        insert(tx, { ...about, ...by, scope: NOBODY, evidence: "transaction", occurredAt: needs.now() }),
      );
    },

    /** Newest first. Nothing of another workspace, whatever is asked for. */
    async list(context: TenantContext, { limit, after, action }: EntryQuery): Promise<readonly Entry[]> {
      const earlier =
        after &&
        or(
          lt(auditEntries.occurredAt, after.occurredAt),
          and(eq(auditEntries.occurredAt, after.occurredAt), lt(auditEntries.id, after.id)),
        );
      const rows = await needs.doors.withTenant(context, (tx) =>
        tx
          .select()
          .from(auditEntries)
          .where(
            and(
              eq(auditEntries.tenantId, context.tenantId),
              action === undefined ? undefined : eq(auditEntries.action, action),
              earlier,
            ),
          )
          .orderBy(desc(auditEntries.occurredAt), desc(auditEntries.id))
          .limit(limit),
      );
      return rows.map(toEntry);
    },

    /** The newest entries of all workspaces, and of none. For whoever watches the system. */
    async newest(requestId: string, limit: number): Promise<readonly Entry[]> {
      const context = { reason: "operator", actor: SELF, requestId } as const;
      const rows = await needs.doors.asSystem(context, (tx) =>
        tx.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(limit),
      );
      return rows.map(toEntry);
    },

    /** Forgets announcements that came to nothing. To be called now and then by one process. Answers how many. */
    async sweep(requestId: string): Promise<number> {
      const old = lte(auditIntents.createdAt, new Date(needs.now().getTime() - INTENT_KEPT_MS));
      const context = { reason: "schedule", actor: SELF, requestId } as const;
      const swept = await needs.doors.asSystem(context, (tx) =>
        tx.delete(auditIntents).where(old).returning({ id: auditIntents.id }),
      );
      return swept.length;
    },
  };

  async function insert(tx: AnyTx, entry: Written): Promise<void> {
    const { action, subject, data = {}, scope, evidence, occurredAt, eventId = null } = entry;
    const fault = auditFault({ action, subject, data });
    if (fault !== undefined) throw new OpsSafetyError("ops_safety.invalid_entry", `${action}: ${fault}`);
    const { actorType, actorId, onBehalfOf, requestId, traceparent } = entry;
    const cause = { actorType, actorId, onBehalfOf, requestId, traceparent };
    const about = { action, subjectType: subject.type, subjectId: subject.id, data };
    const row = { ...scope, ...about, ...cause, evidence, eventId, occurredAt, recordedAt: needs.now() };
    await inSystem("ops-safety", async () => tx.insert(auditEntries).values(row).onConflictDoNothing());
  }
}

export interface NewEntry {
  /** `system.what_happened`. */
  readonly action: string;
  readonly subject: AuditSubject;
  /** What changed, flat and small: ids and words of ours. Never an address, a name or a secret. */
  readonly data?: AuditData;
  /** With a `SystemTx` only, which has none of its own: whose log it belongs to. Nobody's when absent. */
  readonly scope?: Scope;
}

export interface NewIntent {
  /** As the entry will be called. */
  readonly action: string;
  readonly subjectId: string;
}

/** What an operator does, and to what. */
export interface OperatorAct {
  /** Our id of a person. */
  readonly actor: string;
  readonly requestId: string;
  readonly action: string;
  readonly target: string;
  readonly details: AuditData;
}

/** Something that happened, as the table of reactions hands it over. */
export interface AuditedEvent extends Scope {
  readonly id: string;
  readonly action: string;
  readonly subject: AuditSubject;
  readonly data?: AuditData;
  readonly occurredAt: Date;
  readonly requestId: string;
  readonly traceparent: string | null;
  /** The one person who can have caused it, whoever announced it or not. */
  readonly byItself?: string;
}

export interface Entry {
  readonly id: string;
  readonly action: string;
  readonly actor: { readonly type: "person" | "service" | "system" | "unknown"; readonly id: string | null };
  readonly onBehalfOf: string | null;
  readonly subject: AuditSubject;
  readonly data: AuditData;
  readonly evidence: AuditEvidence;
  readonly requestId: string;
  readonly occurredAt: Date;
}

export interface EntryQuery {
  readonly limit: number;
  /** The last entry of the page before. */
  readonly after?: { readonly occurredAt: Date; readonly id: string } | undefined;
  readonly action?: string | undefined;
}

interface Cause {
  readonly actorType: Entry["actor"]["type"];
  readonly actorId: string | null;
  readonly onBehalfOf: string | null;
  readonly requestId: string;
  readonly traceparent: string | null;
}

interface Written extends Cause {
  readonly action: string;
  readonly subject: AuditSubject;
  readonly data?: AuditData;
  readonly scope: Scope;
  readonly evidence: AuditEvidence;
  readonly occurredAt: Date;
  readonly eventId?: string;
}

const SELF = { type: "system", id: "ops-safety" } as const;
const NOBODY: Scope = { tenantId: null, userId: null };
/** Longer than a reaction may be late, so that what is slow is still explained. */
const INTENT_KEPT_MS = 24 * 60 * 60_000;

/** An error of a system that says: this was not done. Recognised by shape, as everywhere. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "kind" in error && error.kind !== "unavailable";
}

function causeIn(tx: AnyTx): Cause {
  const { actor, requestId, traceparent = null } = contextIn(tx);
  const onBehalfOf = actor.type === "person" ? (actor.onBehalfOf ?? null) : null;
  return { actorType: actor.type, actorId: actor.id, onBehalfOf, requestId, traceparent };
}

/** Finds who announced it, and forgets what is found: one announcement explains one change. */
async function takeIntent(tx: AnyTx, event: AuditedEvent & { readonly tenantId: string }) {
  const { tenantId, action, subject, occurredAt } = event;
  return inSystem("ops-safety", async () => {
    const found = await tx
      .select()
      .from(auditIntents)
      .where(
        and(
          eq(auditIntents.tenantId, tenantId),
          eq(auditIntents.action, action),
          eq(auditIntents.subjectId, subject.id),
          // Postgres counts microseconds, and a Date does not.
          lt(auditIntents.createdAt, new Date(occurredAt.getTime() + 1)),
        ),
      );
    const intent = intentBehind(found, occurredAt);
    if (intent === undefined) return undefined;
    const same = found.filter(({ requestId }) => requestId === intent.requestId).map(({ id }) => id);
    const taken = await tx
      .delete(auditIntents)
      .where(inArray(auditIntents.id, same))
      .returning({ id: auditIntents.id });
    // Another change has had it meanwhile.
    return taken.length > 0 ? intent : undefined;
  });
}

function attribution(event: AuditedEvent, intent: Cause | undefined): Cause & { readonly evidence: AuditEvidence } {
  if (intent !== undefined) {
    const { actorType, actorId, onBehalfOf, requestId, traceparent } = intent;
    return { actorType, actorId, onBehalfOf, requestId, traceparent, evidence: "intent" };
  }
  const { requestId, traceparent, byItself } = event;
  const known = { onBehalfOf: null, requestId, traceparent };
  if (byItself !== undefined) return { ...known, actorType: "person", actorId: byItself, evidence: "event" };
  return { ...known, actorType: "unknown", actorId: null, evidence: "none" };
}

function toEntry(row: typeof auditEntries.$inferSelect): Entry {
  const { id, action, actorType, actorId, onBehalfOf, data, evidence, requestId, occurredAt } = row;
  const subject = { type: row.subjectType, id: row.subjectId };
  return {
    id,
    action,
    actor: { type: actorType, id: actorId },
    onBehalfOf,
    subject,
    data,
    evidence,
    requestId,
    occurredAt,
  };
}
