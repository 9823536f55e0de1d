import { scopedTable } from "@ninefold/identity/tenancy";
import { sql } from "drizzle-orm";
import { check, index, integer, pgSchema, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Purpose } from "./domain/purpose.ts";
import type { TargetType } from "./needs.ts";

export const media = pgSchema("media");

const at = () => timestamp({ withTimezone: true });

export type FileState = "intent" | "stored" | "removed";

/** One row per file that somebody wanted to send: a workspace's, or with no tenant a person's own. Bytes are at the vendor. */
export const files = scopedTable(
  media,
  "files",
  {
    /** Where its bytes are: has the row's id in it. Never shown to anybody, and never taken from a request. */
    key: text().notNull(),
    purpose: text().$type<Purpose>().notNull(),
    /** As people see it. */
    name: text().notNull(),
    /** What was claimed; from `stored` on, what the bytes are. */
    contentType: text().notNull(),
    /** Bytes: what was claimed; from `stored` on, what is there. */
    sizeBytes: integer().notNull(),
    state: text().$type<FileState>().notNull(),
    /** Of what the file is an attachment. */
    attachedType: text().$type<TargetType>(),
    attachedId: uuid(),
    createdBy: text().notNull(),
    /** The vendor's own name of the object: never parsed, never shown. */
    providerRef: text(),
    createdAt: at().notNull(),
    /** An intent that was not completed by then never will be. */
    expiresAt: at().notNull(),
    storedAt: at(),
    removedAt: at(),
    /** When the vendor was known to hold nothing of it. Until then it is asked again. */
    goneAt: at(),
  },
  {
    grants: ["select", "insert", "update"],
    extras: (t) => [
      index("files_attached").on(t.tenantId, t.attachedType, t.attachedId),
      index("files_current").on(t.tenantId, t.userId, t.purpose, t.state),
      index("files_unfinished")
        .on(t.tenantId, t.expiresAt)
        .where(sql`${t.goneAt} is null and ${t.state} <> 'stored'`),
      check("files_state", sql`${t.state} in ('intent', 'stored', 'removed')`),
      check("files_purpose", sql`${t.purpose} in ('avatar', 'logo', 'attachment')`),
      check("files_owner", sql`(${t.tenantId} is null) <> (${t.userId} is null)`),
      check("files_attached_to", sql`(${t.attachedType} is null) = (${t.attachedId} is null)`),
      check("files_size", sql`${t.sizeBytes} > 0`),
      check("files_stored", sql`${t.state} <> 'stored' or ${t.storedAt} is not null`),
      check("files_removed", sql`(${t.state} = 'removed') = (${t.removedAt} is not null)`),
      check("files_gone", sql`${t.goneAt} is null or ${t.state} = 'removed'`),
    ],
  },
);
