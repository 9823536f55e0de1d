import { z } from "zod";
import { SOURCES } from "./settings.ts";

/** What `--json` prints. Fields are added, never renamed: scripts of others read them. */
export const STATES = ["live", "emulated", "stand-in", "misconfigured"] as const;

const Setting = z.strictObject({
  name: z.string(),
  source: z.enum(SOURCES),
  isSecret: z.boolean(),
  /** Absent for a secret, for what is unset, and for what its reader would refuse: it may be a secret in the wrong place. */
  value: z.string().optional(),
});

export const ListReport = z.strictObject({
  stage: z.string(),
  systems: z.array(
    z.strictObject({
      system: z.string(),
      adapter: z.string(),
      note: z.string(),
      settings: z.array(Setting),
      /** What this adapter can and can't do; null where the configuration is too broken to load it. */
      capabilities: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  /** What the apps need beside the systems. */
  apps: z.array(Setting),
});
export type ListReport = z.infer<typeof ListReport>;

const Fault = z.strictObject({
  variable: z.string(),
  /** Without its value. */
  problem: z.string(),
  neededBy: z.string(),
  /** Where a person gets it. */
  from: z.string().optional(),
});

/** Whether the vendor answered; null: nobody was asked, and `detail` says why. */
const Reached = z.strictObject({
  isReached: z.boolean().nullable(),
  latencyMs: z.number().optional(),
  detail: z.string(),
});
export type Reached = z.infer<typeof Reached>;

const Check = z.strictObject({
  name: z.string(),
  status: z.enum(["ok", "warning", "wrong", "skipped"]),
  detail: z.string(),
  /** What to do about it. */
  fix: z.string().optional(),
});
export type Check = z.infer<typeof Check>;

const Step = z.strictObject({
  step: z.string(),
  system: z.string(),
  adapter: z.string(),
  status: z.enum(["passed", "failed", "not configured"]),
  /** To be looked for at the vendor. */
  id: z.string().optional(),
  latencyMs: z.number().optional(),
  detail: z.string(),
});
export type Step = z.infer<typeof Step>;

export const DoctorReport = z.strictObject({
  stage: z.string(),
  checkedAt: z.iso.datetime(),
  isOk: z.boolean(),
  systems: z.array(
    z.strictObject({
      system: z.string(),
      adapter: z.string(),
      state: z.enum(STATES),
      vendor: Reached,
      capabilities: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  faults: z.array(Fault),
  checks: z.array(Check),
  /** Of `--live`. */
  live: z.array(Step).optional(),
});
export type DoctorReport = z.infer<typeof DoctorReport>;

export const EnvReport = z.strictObject({
  stage: z.string(),
  /** Made here and now. Secret. */
  made: z.record(z.string(), z.string()),
  /** What follows from the stage or is most likely. */
  suggested: z.record(z.string(), z.string()),
  /** What somebody has to fetch. */
  needed: z.array(z.strictObject({ name: z.string(), from: z.string() })),
});
export type EnvReport = z.infer<typeof EnvReport>;
