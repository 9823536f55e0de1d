import { z } from "zod";

/** A task as the vendor's command line has found it in the code: what it registers, of which this emulator reads these. */
const TaskManifest = z.looseObject({
  id: z.string().min(1),
  filePath: z.string(),
  exportName: z.string().optional(),
  retry: z.looseObject({}).optional(),
  queue: z.looseObject({}).optional(),
  schedule: z.looseObject({}).optional(),
  maxDuration: z.number().optional(),
});
export type TaskManifest = z.infer<typeof TaskManifest>;

/** One version of the code, as the command line registers it after each build. */
export const WorkerCreation = z.object({
  localOnly: z.literal(true),
  engine: z.literal("V2"),
  metadata: z.looseObject({
    packageVersion: z.string(),
    contentHash: z.string(),
    tasks: z.array(TaskManifest).min(1),
  }),
});

export const StoredWorker = z.object({
  id: z.string(),
  version: z.string(),
  contentHash: z.string(),
  tasks: z.array(TaskManifest),
});
export type StoredWorker = z.infer<typeof StoredWorker>;

export const Branch = z.object({ env: z.literal("development"), branch: z.string().min(1) });
export const Dequeue = z.object({ currentWorker: z.string(), oldWorkers: z.array(z.string()) });
export const Disconnect = z.object({ runFriendlyIds: z.array(z.string()) });

const RunError = z.discriminatedUnion("type", [
  z.object({ type: z.literal("BUILT_IN_ERROR"), name: z.string(), message: z.string(), stackTrace: z.string() }),
  z.object({ type: z.literal("CUSTOM_ERROR"), raw: z.string() }),
  z.object({ type: z.literal("STRING_ERROR"), raw: z.string() }),
  z.object({ type: z.literal("INTERNAL_ERROR"), code: z.string(), message: z.string().optional() }),
]);
export type RunError = z.infer<typeof RunError>;

/** How an attempt ended. `retry` is absent where there is no further one. */
export const Completion = z.object({
  completion: z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), id: z.string(), outputType: z.string() }),
    z.object({
      ok: z.literal(false),
      id: z.string(),
      error: RunError,
      retry: z.object({ timestamp: z.number(), delay: z.number().min(0) }).optional(),
    }),
  ]),
});
export type Completion = z.infer<typeof Completion>["completion"];
