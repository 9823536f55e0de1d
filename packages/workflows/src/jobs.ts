import type { z } from "zod";
import { assertTimetable, type Timetable } from "./timetable.ts";
import { WorkflowsError } from "./errors.ts";
import type { EventActor } from "./events.ts";
import type { Attempt, Task } from "./port.ts";

/**
 * A background job as its system declares it: plain data, and a factory for the code that only the executing process
 * needs. Systems write objects of this shape in their `jobs.ts` without importing it.
 */
export interface JobDefinition<Input extends z.ZodType = z.ZodType, Services = unknown> {
  /** `system.what_it_does`. */
  readonly id: string;
  /**
   * Raise it when `input` changes in a way that runs already waiting would not survive, and keep the old definition
   * beside the new one until they have drained.
   */
  readonly version: number;
  /** Synchronous. Checked when the job is enqueued and parsed when it runs; what is stored is what the caller gave. */
  readonly input: Input;
  readonly retry: Pick<Task, "attempts" | "backoffMs" | "maxBackoffMs">;
  /** Per attempt. */
  readonly deadlineMs: number;
  /** What a worker is told to work off (`worker --queues a,b`); the system's name, what stands before the dot, when absent. */
  readonly queue?: string;
  /** Without, a window: at most 100 runs of one workspace and 400 of all are with the engine at a time. */
  readonly concurrency?: Concurrency;
  readonly schedule?: Schedule;
  /**
   * True where the workspace that a run is of may cancel it. Absent: it may not, since what tells, records or charges is
   * not for whoever it is about to stop.
   */
  readonly mayBeCancelled?: boolean;
  readonly handler: (services: Services) => JobHandler<z.output<Input>>;
}

/** How many runs of the job are made at a time, exactly, over all processes and whichever engine makes them. */
export interface Concurrency {
  /** Of one workspace, else one person, and one `concurrencyKey`. */
  readonly perKey?: number;
  /** Over all. */
  readonly total?: number;
}

/** Starts the newest version of the job by itself, as nobody's work and with `{}` as its input. */
export interface Schedule {
  /** Five fields: minute, hour, day of the month (`L`: the last), month, day of the week. */
  readonly cron: string;
  /** IANA, by whose clock `cron` is read: `UTC` when absent. */
  readonly timeZone?: string;
  /** Whether an occurrence starts while an earlier one is still on its way; false when absent. */
  readonly mayOverlap?: boolean;
  /** What becomes of occurrences that nobody was there for: forgotten (when absent), or made up for by one run. */
  readonly missed?: "skip" | "once";
}

/**
 * It runs at least once and must bear a repeat, and opens whatever door it needs on its own. An error that says
 * `retryable: false` is its last; one with `retryAt`, a time, says when the next attempt is.
 */
export type JobHandler<Input> = (input: Input, attempt: JobAttempt) => Promise<void>;

/** An attempt as the ledger counts it: `runId` is the ledger's, `number` goes on where a lost process left off. */
export interface JobAttempt extends Attempt {
  /** Set for work of a person in no workspace. */
  readonly userId: string | null;
  /** Who caused the run. */
  readonly actor: EventActor;
  /** True when it was dead, and an operator has it made again. */
  readonly isReplayed: boolean;
  readonly traceparent: string | null;
  /**
   * Adds a line to the run's timeline, for operators and for whoever's run it is: no secret, and nobody's data. A run
   * keeps its first 200, of 2,000 characters each. Never waits and never throws.
   */
  readonly log: (message: string) => void;
  /** How much is done, 0 to 100. Written at most twice a second, and the last one always. Never waits and never throws. */
  readonly progress: (percent: number) => void;
}

/** A definition that has been given its services. The type of its input is forgotten: `handle` parses before it works. */
export interface Job extends Omit<JobDefinition, "handler"> {
  readonly handle: (payload: unknown, attempt: JobAttempt) => Promise<void>;
}

/**
 * Gives a definition what its handler works with. Called in apps/api/src/jobs.ts. The factory is called when the job first
 * runs: who only reads names and limits needs no services.
 * @throws WorkflowsError `workflows.invalid_schedule`, `workflows.invalid_concurrency`, naming the job.
 */
export function bindJob<Input extends z.ZodType, Services>(
  definition: JobDefinition<Input, Services>,
  services: Services,
): Job {
  assertSchedule(definition);
  assertConcurrency(definition);
  const { handler, ...data } = definition;
  let handle: ReturnType<typeof handler> | undefined;
  return {
    ...data,
    handle: async (payload, attempt) => {
      handle ??= handler(services);
      return handle(parseInput(definition, payload), attempt);
    },
  };
}

/** What is bound again and again needs to be looked at once. */
const looked = new WeakSet<object>();

function assertSchedule(definition: Pick<JobDefinition, "id" | "version" | "input" | "schedule">): void {
  const { schedule } = definition;
  if (schedule === undefined || looked.has(definition)) return;
  try {
    assertTimetable(timetableOf(schedule));
    parseInput(definition, {});
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new WorkflowsError("workflows.invalid_schedule", `the schedule of ${definition.id}: ${why}`, {
      cause: error,
    });
  }
  looked.add(definition);
}

function assertConcurrency({ id, concurrency = {} }: Pick<JobDefinition, "id" | "concurrency">): void {
  const { perKey = 1, total = 1 } = concurrency;
  if ([perKey, total].every((places) => Number.isInteger(places) && places >= 1)) return;
  throw new WorkflowsError("workflows.invalid_concurrency", `the limits of ${id}: whole numbers from 1 on`);
}

/** When it is to start, by which clock. */
export const timetableOf = ({ cron, timeZone = "UTC" }: Schedule): Timetable => ({ cron, timeZone });

/** Of each job that starts by itself, by its id: the schedule that its newest version has. */
export function schedulesIn(jobs: readonly Job[]): ReadonlyMap<string, Schedule> {
  const newest = [...new Set(jobs.map(({ id }) => id))].map((id) => newestJob(jobs, id));
  return new Map(newest.flatMap(({ id, schedule }) => (schedule === undefined ? [] : [[id, schedule]])));
}

/** Each version is a task of its own: in a rolling deploy, a run waits for a process that knows its version. */
export function taskName({ id, version }: Pick<JobDefinition, "id" | "version">): string {
  return `${id}@${version}`;
}

/** What a worker is told to work off. */
export function queueOfJob({ id, queue }: Pick<JobDefinition, "id" | "queue">): string {
  return queue ?? id.slice(0, id.indexOf("."));
}

/** The version that new runs get. @throws WorkflowsError `workflows.unknown_job`. */
export function newestJob(jobs: readonly Job[], id: string): Job {
  const [job] = jobs.filter((one) => one.id === id).toSorted((one, other) => other.version - one.version);
  if (job === undefined) throw new WorkflowsError("workflows.unknown_job", `no job is registered as ${id}`);
  return job;
}

/**
 * @throws WorkflowsError `workflows.invalid_payload`, naming the places. The schema's own message may quote the input,
 *   so it stays out.
 */
export function parseInput<Input extends z.ZodType>(
  definition: { readonly id: string; readonly version: number; readonly input: Input },
  payload: unknown,
): z.output<Input> {
  const parsed = definition.input.safeParse(payload);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => ["input", ...issue.path.map(String)].join("."));
  throw new WorkflowsError(
    "workflows.invalid_payload",
    `${taskName(definition)} does not take this: ${places.join(", ")}`,
  );
}
