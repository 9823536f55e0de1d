import {
  calculateNextRetryDelay,
  parsePacket,
  resourceCatalog,
  type TaskMetadataWithFunctions,
  type TaskRunContext,
} from "@trigger.dev/core/v3";
import { StandardResourceCatalog } from "@trigger.dev/core/v3/workers";
import { z } from "zod";

/**
 * What a process of the platform does with one attempt, without the platform: for its emulator and for tests. The
 * vendor's own catalogue of tasks, payload format and count of retries; these are no stable interface, so the version is
 * pinned.
 */
export type AttemptRequest = z.infer<typeof AttemptRequest>;
export const AttemptRequest = z.object({
  task: z.string(),
  runId: z.string(),
  attempt: z.int().min(1),
  payload: z.string(),
  payloadType: z.string(),
});

export type AttemptOutcome =
  | { readonly outcome: "completed" }
  | {
      readonly outcome: "failed";
      readonly error: { readonly name: string; readonly message: string };
      /** Absent: there is no further attempt. */
      readonly retryDelayMs?: number;
    }
  /** No task of that name was declared. */
  | { readonly outcome: "unknown_task" };

/** Runs `declare` as the vendor's indexer loads a file, and answers what it has declared. */
export async function indexTasks(declare: () => unknown): Promise<Platform> {
  const catalog = new StandardResourceCatalog();
  resourceCatalog.setGlobalResourceCatalog(catalog);
  catalog.setCurrentFileContext("tasks.ts", "tasks");
  try {
    await declare();
  } finally {
    catalog.clearCurrentFileContext();
    resourceCatalog.disable();
  }
  return {
    manifests: () => catalog.listTaskManifests(),
    async attempt(request, signal) {
      const task = catalog.getTask(request.task);
      return task === undefined ? { outcome: "unknown_task" } : attemptOf(task, request, signal);
    },
  };
}

export interface Platform {
  manifests(): readonly Manifest[];
  attempt(request: AttemptRequest, signal: AbortSignal): Promise<AttemptOutcome>;
}

export interface Manifest {
  readonly id: string;
  readonly retry?: object | undefined;
  readonly maxDuration?: number | undefined;
  readonly queue?: object | undefined;
  readonly schedule?: object | undefined;
}

async function attemptOf(
  task: TaskMetadataWithFunctions,
  { runId, attempt, payload, payloadType }: AttemptRequest,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  try {
    const input: unknown = await parsePacket({ data: payload, dataType: payloadType });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our tasks read these two of it
    const ctx = { run: { id: runId }, attempt: { number: attempt } } as TaskRunContext;
    await task.fns.run(input, { ctx, signal });
    return { outcome: "completed" };
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    const isFinal = name === "AbortTaskRunError";
    const retryDelayMs = isFinal ? undefined : calculateNextRetryDelay(task.retry ?? {}, attempt);
    return { outcome: "failed", error: { name, message }, ...(retryDelayMs !== undefined && { retryDelayMs }) };
  }
}
