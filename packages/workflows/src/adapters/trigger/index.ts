import { once } from "node:events";
import { TriggerClient } from "@trigger.dev/sdk";
import { toPayload } from "../../domain/payload.ts";
import { WorkflowsError } from "../../errors.ts";
import type { CallOptions, Run, WorkflowEngine } from "../../port.ts";
import { isNotFound, type Marks, marksOf, sha256, toRun, toWorkflowsError, vendorKeyOf } from "./translate.ts";

export interface TriggerDevWorkflowsOptions {
  /** `TRIGGER_SECRET_KEY`: of one environment of the project, which decides where its runs execute. */
  readonly secretKey: string;
  /** `TRIGGER_API_URL`. Absent: the vendor's cloud. */
  readonly baseUrl?: string | undefined;
  /** Deadline, breaker, repeats and kill switch of every call: the SDK's own repeats are off. */
  readonly guard: Guard;
  readonly now?: () => Date;
}

type Guard = <T>(
  call: { readonly dependency: string; readonly operation: string; readonly idempotent: boolean },
  work: (signal: AbortSignal) => Promise<T>,
  options?: CallOptions,
) => Promise<T>;

/** So long does the vendor answer the same run to the same key; its own default, said aloud. */
const KEEP_KEY = "30d";
/** A run that nobody has started by then expires; the longest that the vendor's cloud allows. */
const EXPIRES_AFTER = "14d";
const NO_REPEATS = { retry: { maxAttempts: 1 } } as const;

/**
 * Trigger.dev: runs are recorded and executed on the vendor's platform, in processes that apps/api/trigger describes.
 * `start` and `stop` change nothing there: whoever deploys decides what it executes.
 */
export function triggerDevWorkflows(options: TriggerDevWorkflowsOptions): WorkflowEngine {
  const { secretKey, baseUrl, guard, now = () => new Date() } = options;
  const client = new TriggerClient({ accessToken: secretKey, ...(baseUrl !== undefined && { baseURL: baseUrl }) });
  let isStarted = false;

  /** The SDK takes no signal: a call that is given up goes on unheard, and its repeat has the same key. */
  async function call<T>(operation: string, { signal }: CallOptions, work: () => Promise<T>): Promise<T> {
    refuseAborted(signal);
    const answered = async () => {
      try {
        return await work();
      } catch (error) {
        throw toWorkflowsError(error);
      }
    };
    return guard(
      { dependency: "trigger", operation, idempotent: true },
      (within) => Promise.race([answered(), givenUp(within)]),
      signal === undefined ? {} : { signal },
    );
  }

  async function retrieve(id: string, given: CallOptions) {
    return call("find", given, async () => {
      try {
        return await client.runs.retrieve(id, NO_REPEATS);
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    });
  }

  return {
    capabilities: { durable: true, executesIn: "platform" },

    async enqueue(request, given = {}) {
      const payload = toPayload(request.payload);
      const idempotencyKey = vendorKeyOf(request);
      const { task, tenantId, requestId } = request;
      const marks: Marks = { tenantId, requestId, payloadHash: sha256(payload) };
      const handle = await call("enqueue", given, () =>
        client.tasks.trigger(
          task,
          { tenantId, requestId, payload: JSON.parse(payload) as unknown },
          {
            idempotencyKey,
            idempotencyKeyTTL: KEEP_KEY,
            ttl: EXPIRES_AFTER,
            tags: tenantId === null ? [] : [`tenant:${tenantId}`],
            metadata: { ...marks },
          },
          NO_REPEATS,
        ),
      );
      const fresh: Run = { id: handle.id, task, tenantId, requestId, status: "queued", attempts: 0, enqueuedAt: now() };
      if (!isCached(handle)) return fresh;
      // The vendor does not compare payloads: the first one's run answers, whatever the second says.
      const known = await retrieve(handle.id, given);
      if (known === undefined)
        throw new WorkflowsError("workflows.unavailable", "the run of this key was just removed");
      if (marksOf(known)?.payloadHash !== marks.payloadHash) {
        throw new WorkflowsError("workflows.idempotency_conflict", "the idempotency key was used with another payload");
      }
      return toRun(known) ?? fresh;
    },

    async findRun(id, given = {}) {
      const found = await retrieve(id, given);
      return found && toRun(found);
    },

    async cancel(id, given = {}) {
      await call("cancel", given, async () => {
        try {
          await client.runs.cancel(id, NO_REPEATS);
        } catch (error) {
          if (isNotFound(error)) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
          throw error;
        }
      });
    },

    async start(tasks, { signal } = {}) {
      refuseAborted(signal);
      if (isStarted) throw new WorkflowsError("workflows.already_started", "the engine is started; stop it first");
      if (new Set(tasks.map(({ name }) => name)).size !== tasks.length) {
        throw new WorkflowsError("workflows.duplicate_job", "two tasks have the same name and version");
      }
      isStarted = true;
    },

    async stop() {
      isStarted = false;
    },
  };
}

/** The vendor says so; the SDK's type of a handle leaves it out. */
const isCached = (handle: object) => "isCached" in handle && handle.isCached === true;

function refuseAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new WorkflowsError("workflows.unavailable", "the call was given up", { cause: signal.reason });
}

async function givenUp(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw new WorkflowsError("workflows.unavailable", "the call was given up", { cause: signal.reason });
}
