import { personTable, scopedTable, systemTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { AuditData, AuditEvidence } from "./domain/audit.ts";
import type { ExportStatus } from "./domain/export.ts";
import type { DependencyState, FlagValue } from "./port.ts";

export const opsSafety = pgSchema("ops_safety");

const at = () => timestamp({ withTimezone: true });
const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** What is switched off now, one row per dependency. What was, and who cleared it, is in the audit log. */
export const killSwitches = systemTable(
  opsSafety,
  "kill_switches",
  {
    dependency: text().notNull(),
    reason: text().notNull(),
    /** Our id of whoever threw it. */
    actor: text().notNull(),
    activatedAt: at().notNull(),
    expiresAt: at().notNull(),
  },
  {
    extras: (t) => [
      unique("kill_switches_dependency").on(t.dependency),
      check("kill_switches_ends", sql`${t.expiresAt} > ${t.activatedAt}`),
    ],
  },
);

/** How far a flag is rolled out. A flag without a row answers its fallback. */
export const flagRollouts = systemTable(
  opsSafety,
  "flag_rollouts",
  {
    flag: text().notNull(),
    /** What the share of workspaces gets. */
    value: jsonb().$type<FlagValue>().notNull(),
    percent: integer().notNull(),
    actor: text().notNull(),
    updatedAt: at().notNull(),
  },
  {
    extras: (t) => [
      unique("flag_rollouts_flag").on(t.flag),
      check("flag_rollouts_percent", sql`${t.percent} between 0 and 100`),
    ],
  },
);

/** What one workspace gets, whatever its share. */
export const flagOverrides = systemTable(
  opsSafety,
  "flag_overrides",
  {
    flag: text().notNull(),
    workspaceId: uuid().notNull(),
    value: jsonb().$type<FlagValue>().notNull(),
    actor: text().notNull(),
    updatedAt: at().notNull(),
  },
  { extras: (t) => [unique("flag_overrides_flag_workspace").on(t.flag, t.workspaceId)] },
);

/** Who caused it: a person, a service, the system itself, or nobody that is known. */
const actorColumns = () => ({
  actorType: text().$type<"person" | "service" | "system" | "unknown">().notNull(),
  actorId: text(),
  /** The person whom an operator acts for. */
  onBehalfOf: uuid(),
  requestId: text().notNull(),
  traceparent: text(),
});

/** Who did what, when. Ids and words of ours; no role may change or remove a row. */
export const auditEntries = scopedTable(
  opsSafety,
  "audit_entries",
  {
    /** `system.what_happened`. Text: a release that knows an action may write it before one that doesn't has gone. */
    action: text().notNull(),
    ...actorColumns(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** What changed, flat and small. */
    data: jsonb().$type<AuditData>().notNull(),
    /** How it is known who caused it. */
    evidence: text().$type<AuditEvidence>().notNull(),
    /** The event that it was written for, where it was not written with the change itself. */
    eventId: uuid(),
    occurredAt: at().notNull(),
    recordedAt: at().notNull(),
  },
  {
    grants: ["select", "insert"],
    appendOnly: true,
    extras: (t) => [
      index("audit_entries_latest").on(t.tenantId, t.occurredAt, t.id),
      unique("audit_entries_event").on(t.tenantId, t.eventId),
      check("audit_entries_actor", sql`(${t.actorType} = 'unknown') = (${t.actorId} is null)`),
      check("audit_entries_evidence", sql`${t.evidence} in ('transaction', 'intent', 'event', 'none')`),
    ],
  },
);

/** What a request is about to have the identity provider do: committed before the call, taken by the entry for it. */
export const auditIntents = scopedTable(
  opsSafety,
  "audit_intents",
  {
    action: text().notNull(),
    subjectId: text().notNull(),
    ...actorColumns(),
    /** By the clock of the database, which also says when the change happened. */
    createdAt: at()
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  {
    grants: ["select", "insert", "delete"],
    extras: (t) => [index("audit_intents_open").on(t.tenantId, t.action, t.subjectId)],
  },
);

/**
 * How often somebody has asked lately. `user_id` is no person's id but one made of whoever is counted: nobody can read
 * an address out of it. Unlogged: it costs no wait for the disk, and a crash of the database empties it.
 */
export const rateWindows = personTable(opsSafety, "rate_windows", {
  /** Start of the window that `current` counts, in ms since 1970; `previous` counts the one before. */
  startedAt: bigint({ mode: "number" }).notNull(),
  current: integer().notNull(),
  previous: integer().notNull(),
  /** Whether the request that was counted last was let through. */
  granted: boolean().notNull(),
  expiresAt: at().notNull(),
});

/** What was answered to a request that bore a key, for whoever sends it again. */
export const idempotencyKeys = scopedTable(
  opsSafety,
  "idempotency_keys",
  {
    key: text().notNull(),
    /** SHA-256 of the route and of what was sent. */
    fingerprint: text().notNull(),
    /** Whoever is at it has until then; after that it counts as lost. */
    lockedUntil: at(),
    /** Status, headers and body, sealed: a response may hold a secret that is shown once. */
    response: bytea(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
  },
  {
    grants: ["select", "insert", "update", "delete"],
    extras: (t) => [
      unique("idempotency_keys_key").on(t.tenantId, t.userId, t.key).nullsNotDistinct(),
      check("idempotency_keys_state", sql`(${t.lockedUntil} is null) = (${t.response} is not null)`),
    ],
  },
);

/** A person's copy of what is kept about them, until it expires. */
export const exports = personTable(
  opsSafety,
  "exports",
  {
    status: text().$type<ExportStatus>().notNull(),
    requestedAt: at().notNull(),
    readyAt: at(),
    expiresAt: at(),
    /** The file, sealed. Wiped when it expires. */
    sealed: bytea(),
    bytes: integer(),
  },
  (t) => [
    index("exports_latest").on(t.userId, t.requestedAt),
    check("exports_status", sql`${t.status} in ('preparing', 'ready', 'failed', 'expired')`),
    check("exports_sealed", sql`(${t.status} = 'ready') = (${t.sealed} is not null)`),
    check("exports_ready", sql`${t.status} <> 'ready' or (${t.expiresAt} is not null and ${t.bytes} is not null)`),
  ],
);

/** How each process saw its dependencies when it last said so; read by the page of operators, forgotten after a minute. */
export const processReports = systemTable(
  opsSafety,
  "process_reports",
  {
    /** One for each start of a process. */
    process: uuid().notNull(),
    role: text().notNull(),
    dependencies: jsonb().$type<readonly DependencyState[]>().notNull(),
    reportedAt: at().notNull(),
  },
  { extras: (t) => [unique("process_reports_process").on(t.process)] },
);
