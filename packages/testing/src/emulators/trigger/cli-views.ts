import { type CliAttempt, current, type Snapshot } from "./cli-session.ts";
import type { StoredWorker } from "./cli-state.ts";
import type { StoredRun } from "./state.ts";

/** Of the one environment that there is. */
export const ENVIRONMENT = { id: "env_emulated", slug: "dev", type: "DEVELOPMENT" } as const;
export const PROJECT_ID = "proj_emulated";
const ORGANIZATION_ID = "org_emulated";
/** The vendor's smallest that is not micro; its process gets as much memory as it names (GB). */
const MACHINE = { name: "small-1x", cpu: 0.5, memory: 0.5, centsPerMs: 0 } as const;

const snapshotView = ({ id, phase, at }: Snapshot) => ({
  id,
  friendlyId: id,
  executionStatus: phase,
  description: phase.toLowerCase().replaceAll("_", " "),
  createdAt: at.toISOString(),
});

const STATUS_IN = {
  PENDING_EXECUTING: "DEQUEUED",
  EXECUTING: "EXECUTING",
  PENDING_CANCEL: "EXECUTING",
  QUEUED: "RETRYING_AFTER_FAILURE",
  FINISHED: "COMPLETED_SUCCESSFULLY",
} as const;

/** How a run stands in that snapshot, and what it is. */
export const stateView = ({ envelope: { runId, attempt } }: CliAttempt, snapshot: Snapshot) => ({
  snapshot: snapshotView(snapshot),
  run: { id: runId, friendlyId: runId, status: STATUS_IN[snapshot.phase], attemptNumber: attempt },
});

/** As the command line is handed an attempt. */
export function dequeuedView(attempt: CliAttempt, worker: StoredWorker) {
  const { envelope, handedAt } = attempt;
  const snapshot = current(attempt);
  return {
    version: "1",
    snapshot: snapshotView(snapshot),
    dequeuedAt: (handedAt ?? snapshot.at).toISOString(),
    completedWaitpoints: [],
    backgroundWorker: { id: worker.id, friendlyId: worker.id, version: worker.version },
    deployment: {},
    run: {
      id: envelope.runId,
      friendlyId: envelope.runId,
      isTest: false,
      isReplay: false,
      machine: MACHINE,
      attemptNumber: envelope.attempt,
      masterQueue: "main",
      traceContext: {},
    },
    environment: { id: ENVIRONMENT.id, type: ENVIRONMENT.type },
    organization: { id: ORGANIZATION_ID },
    project: { id: PROJECT_ID },
  };
}

/** As the process is told what it runs. */
export function executionView(
  { envelope, snapshots: [waited] }: CliAttempt,
  run: StoredRun,
  worker: StoredWorker | undefined,
) {
  const task = worker?.tasks.find(({ id }) => id === envelope.task);
  const maxDuration = task?.maxDuration;
  const { runId, attempt, payload, payloadType } = envelope;
  return {
    task: { id: envelope.task, filePath: task?.filePath ?? "", exportName: task?.exportName },
    attempt: { number: attempt, startedAt: waited.at.toISOString() },
    run: {
      id: runId,
      payload,
      payloadType,
      tags: run.tags,
      isTest: false,
      isReplay: false,
      createdAt: run.createdAt,
      startedAt: run.startedAt ?? run.createdAt,
      maxAttempts: run.maxAttempts ?? undefined,
      version: worker?.version,
      metadata: run.metadata,
      maxDuration,
      traceContext: {},
      durationMs: 0,
      costInCents: 0,
      baseCostInCents: 0,
    },
    queue: { id: "queue_emulated", name: `task/${envelope.task}` },
    environment: ENVIRONMENT,
    organization: { id: ORGANIZATION_ID, slug: "emulated", name: "Emulated" },
    project: { id: PROJECT_ID, ref: PROJECT_ID, slug: "emulated", name: "Emulated" },
    machine: MACHINE,
  };
}
