import { isPermanent } from "./domain/retry.ts";
import { WorkflowsError } from "./errors.ts";
import { parseInput, taskName, type Job } from "./jobs.ts";
import type { WorkflowNeeds } from "./needs.ts";
import type { Attempt, CallOptions, Run, StopOptions, Task, WorkflowEngine } from "./port.ts";

export type Workflows = ReturnType<typeof createWorkflows>;

export function createWorkflows(engine: WorkflowEngine, needs: WorkflowNeeds) {
  return {
    capabilities: engine.capabilities,

    /**
     * Runs the newest version of a job later. Call it after commit.
     * @throws WorkflowsError `workflows.unknown_job`; `workflows.invalid_payload` when the input does not fit the job's
     *   schema; and whatever {@link WorkflowEngine.enqueue} throws. Throws while the caller has a transaction open.
     */
    async enqueue(jobId: string, input: unknown, options: EnqueueOptions): Promise<Run> {
      needs.assertNoOpenTransaction(`workflows.enqueue ${jobId}`);
      const { idempotencyKey, tenantId, requestId, ...call } = options;
      const job = newest(needs.jobs(), jobId);
      parseInput(job, input);
      return engine.enqueue({ task: taskName(job), payload: input, idempotencyKey, tenantId, requestId }, call);
    },

    /** The tenant's run; `undefined` for another tenant's. `null` finds runs of no tenant. */
    async findRun(tenantId: string | null, runId: string, options?: CallOptions): Promise<Run | undefined> {
      const run = await engine.findRun(runId, options);
      return run?.tenantId === tenantId ? run : undefined;
    },

    /** Ends the tenant's run. @throws WorkflowsError `workflows.run_not_found`, for another tenant's run as well. */
    async cancel(tenantId: string | null, runId: string, options?: CallOptions): Promise<void> {
      const run = await engine.findRun(runId, options);
      if (run?.tenantId !== tenantId) throw new WorkflowsError("workflows.run_not_found", "there is no such run");
      await engine.cancel(runId, options);
    },

    /**
     * Begins to execute every job. A worker calls it; so does each process that enqueues, when
     * `capabilities.executesIn` is `caller`.
     * @throws WorkflowsError `workflows.duplicate_job`, `workflows.already_started`.
     */
    async start(options?: CallOptions): Promise<void> {
      await engine.start(
        needs.jobs().map((job) => toTask(job, needs)),
        options,
      );
    },

    /** Waits for running attempts, at most `graceMs` (10_000 when absent). Never throws. */
    async stop(options?: StopOptions): Promise<void> {
      await engine.stop(options);
    },
  };
}

export interface EnqueueOptions extends CallOptions {
  /** Names the cause, such as an event's id: the same key never makes a second run of this job for this tenant. */
  readonly idempotencyKey: string;
  readonly tenantId: string | null;
  readonly requestId: string;
}

function newest(jobs: readonly Job[], id: string): Job {
  const [job] = jobs.filter((one) => one.id === id).toSorted((one, other) => other.version - one.version);
  if (job === undefined) throw new WorkflowsError("workflows.unknown_job", `no job is registered as ${id}`);
  return job;
}

function toTask(job: Job, needs: WorkflowNeeds): Task {
  return {
    name: taskName(job),
    attempts: job.retry.attempts,
    backoffMs: job.retry.backoffMs,
    deadlineMs: job.deadlineMs,
    async run(payload, attempt) {
      try {
        await job.handle(payload, attempt);
      } catch (error) {
        needs.captureError(error, failedAttempt(job, attempt, error));
        throw error;
      }
    },
  };
}

function failedAttempt(job: Job, { runId, tenantId, requestId, number, isLast }: Attempt, error: unknown) {
  const isDead = isLast || isPermanent(error);
  return { job: taskName(job), runId, tenantId, requestId, attempt: number, isDead };
}
