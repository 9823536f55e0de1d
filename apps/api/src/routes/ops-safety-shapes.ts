import { z } from "zod";
import { Id, Instant } from "./shapes.ts";

/** The audit log, copies of one's own data, health and status, as they go over the wire. */

const AuditEntryShape = z
  .object({
    id: Id,
    action: z.string().meta({ description: "`system.what_happened`; there will be more." }),
    actor: z.object({
      type: z.enum(["person", "service", "system", "unknown"]),
      id: z.string().nullable(),
      name: z.string().nullable().meta({ description: "Of a person who is a member now." }),
    }),
    onBehalfOf: z.string().nullable().meta({ description: "The person whom an operator acted for." }),
    subject: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    evidence: z
      .enum(["transaction", "intent", "event", "none"])
      .meta({ description: "How it is known who it was: `none` when it is not." }),
    requestId: z.string(),
    occurredAt: Instant,
  })
  .meta({ id: "AuditEntry", description: "Who did what, when. Never changed, never removed." });

export const AuditPage = z
  .object({ entries: z.array(AuditEntryShape), nextCursor: z.string().nullable() })
  .meta({ id: "AuditPage", description: "Newest first; `nextCursor` is null on the last page." });

export const ExportShape = z
  .object({
    id: Id,
    status: z.enum(["preparing", "ready", "failed", "expired"]),
    requestedAt: Instant,
    readyAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    bytes: z.number().nullable(),
  })
  .meta({ id: "Export", description: "A copy of one's own data; ready ones can be fetched until they expire." });

export const ExportList = z
  .object({ exports: z.array(ExportShape), nextAt: Instant.nullable() })
  .meta({ id: "ExportList", description: "At most ten; `nextAt` says when another may be asked for, null for now." });

export const PersonalData = z
  .looseObject({ format: z.string(), personId: Id, systems: z.record(z.string(), z.unknown()) })
  .meta({ id: "PersonalData", description: "What each system keeps about the person." });

const Check = z.enum(["ok", "error"]);

const health = {
  status: z.enum(["ok", "degraded", "down"]),
  timestamp: Instant,
  version: z.string(),
  checks: z.record(z.string(), Check),
};

export const HealthShape = z.object(health).meta({
  id: "Health",
  description: "`ok` when every check is, `down` when the database is not, else `degraded`. 200 for `ok` only.",
});

export const AliveShape = z
  .object({ status: z.literal("ok") })
  .meta({ id: "Alive", description: "The process answers." });

export const StatusShape = z
  .object({ mail: z.enum(["on_time", "late"]) })
  .meta({ id: "Status", description: "`late`: mail waits, and goes out by itself once its vendor takes it again." });

const Capability = z.union([z.boolean(), z.string(), z.array(z.string())]);

const SystemShape = z
  .object({
    system: z.string(),
    adapter: z.string(),
    note: z.string(),
    capabilities: z.record(z.string(), Capability),
  })
  .meta({ id: "System", description: "One of the nine systems, and the adapter it runs on." });

export const SystemStatus = z
  .object({ health: HealthShape, systems: z.array(SystemShape) })
  .meta({ id: "SystemStatus", description: "Health, and what each system runs on." });
