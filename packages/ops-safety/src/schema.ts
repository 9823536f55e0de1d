import { systemTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgSchema, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import type { FlagValue } from "./port.ts";

export const opsSafety = pgSchema("ops_safety");

const at = () => timestamp({ withTimezone: true });

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
