import { z } from "zod";
import { Instant } from "./shapes.ts";
import { text } from "./validation.ts";

/** What operators send and get. Names and notes in it are the code's own, in its language. */

const Value = z.union([z.boolean(), z.number(), z.string().max(100)]);

export const SwitchShape = z
  .object({ dependency: z.string(), reason: z.string(), actor: z.string(), activatedAt: Instant, expiresAt: Instant })
  .meta({ id: "KillSwitch", description: "A dependency that is switched off, by whom, why, and until when." });

export const SwitchList = z
  .object({ switches: z.array(SwitchShape), dependencies: z.array(z.string()), canDecide: z.boolean() })
  .meta({
    id: "KillSwitchList",
    description: "What is switched off, and what can be; `canDecide` is false where no switch can be kept.",
  });

export const NewSwitch = z
  .strictObject({
    dependency: text(100).meta({ description: "As guarded calls name it." }),
    reason: text(500),
    expiresAt: z.iso.datetime({ offset: true }).meta({ description: "Within 30 days." }),
  })
  .meta({ id: "NewKillSwitch" });

export const SwitchName = z.strictObject({ dependency: text(100) }).meta({ id: "KillSwitchName" });

const DependencyShape = z
  .object({
    dependency: z.string(),
    breaker: z.enum(["closed", "open", "half_open"]),
    failures: z.int(),
    lastFailure: z.string().nullable(),
    running: z.int(),
    waiting: z.int(),
    limit: z.int(),
  })
  .meta({ id: "DependencyState", description: "How one process sees one dependency." });

export const ProcessList = z
  .object({
    processes: z.array(
      z.object({ process: z.uuid(), role: z.string(), reportedAt: Instant, dependencies: z.array(DependencyShape) }),
    ),
  })
  .meta({
    id: "ProcessList",
    description: "Each process that runs, this one first, with the dependencies it has called.",
  });

const Decision = { value: Value, actor: z.string(), updatedAt: Instant };
export const FlagList = z
  .object({
    flags: z.array(
      z
        .object({
          key: z.string(),
          description: z.string(),
          fallback: Value,
          values: z.array(Value),
          rollout: z.object({ percent: z.int(), ...Decision }).nullable(),
          overrides: z.array(z.object({ workspaceId: z.uuid(), ...Decision })),
        })
        .meta({ id: "Flag", description: "A flag as code declares it, and what operators decided." }),
    ),
    canDecide: z.boolean(),
  })
  .meta({ id: "FlagList", description: "Every flag; `canDecide` is false where nothing can be kept." });

export const NewRollout = z
  .strictObject({ flag: text(100), value: Value, percent: z.int().min(0).max(100) })
  .meta({ id: "NewRollout" });
export const NewOverride = z
  .strictObject({ flag: text(100), workspaceId: text(36), value: Value })
  .meta({ id: "NewOverride" });
export const OverrideName = z.strictObject({ flag: text(100), workspaceId: text(36) }).meta({ id: "OverrideName" });

export const RunbookList = z
  .object({
    runbooks: z.array(
      z
        .object({ id: z.string(), title: z.string(), dependencies: z.array(z.string()), text: z.string() })
        .meta({ id: "Runbook", description: "What to do when something is wrong, in Markdown." }),
    ),
  })
  .meta({ id: "RunbookList", description: "Every runbook, by title." });

export const WorkspaceFlags = z
  .object({ compactProjects: z.boolean() })
  .meta({ id: "WorkspaceFlags", description: "What the pages of the workspace go by." });
