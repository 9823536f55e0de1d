import { hasEnded, type StoredPacket, type StoredRun } from "./state.ts";

const MAX_INLINE_BYTES = 128 * 1_024;

interface Around {
  readonly now: Date;
  readonly packet: StoredPacket | undefined;
  /** Where a payload is fetched that was too large to be sent along. */
  readonly packetUrl: (packet: StoredPacket) => string;
}

/** As the vendor answers `GET /api/v3/runs/:id`: what the SDK of 4.8.3 insists on, and what its file has. */
export function runView(run: StoredRun, { now, packet, packetUrl }: Around) {
  const { id, status, task, tags, metadata, idempotencyKey, createdAt, updatedAt, startedAt, finishedAt, ttl } = run;
  const isSuccess = status === "COMPLETED";
  const isCancelled = status === "CANCELED";
  const end = finishedAt === null ? now : new Date(finishedAt);
  return {
    id,
    status,
    taskIdentifier: task,
    ...(idempotencyKey !== null && { idempotencyKey }),
    isQueued: status === "QUEUED" || status === "PENDING_VERSION",
    isExecuting: status === "EXECUTING",
    isWaiting: false,
    isCompleted: hasEnded(run),
    isSuccess,
    isFailed: hasEnded(run) && !isSuccess && !isCancelled,
    isCancelled,
    isTest: false,
    createdAt,
    updatedAt,
    ...(startedAt !== null && { startedAt }),
    ...(finishedAt !== null && { finishedAt }),
    ...(status === "EXPIRED" && finishedAt !== null && { expiredAt: finishedAt }),
    ...(ttl !== null && { ttl }),
    tags,
    metadata,
    costInCents: 0,
    baseCostInCents: 0,
    durationMs: startedAt === null ? 0 : end.getTime() - Date.parse(startedAt),
    depth: 0,
    triggerFunction: "trigger",
    relatedRuns: {},
    // Kept by the vendor for older SDKs, and empty for runs of today's engine.
    attempts: [],
    attemptCount: run.attempts.length,
    ...(packet === undefined ? payloadOf(run) : { payloadPresignedUrl: packetUrl(packet) }),
    ...(run.error !== null && { error: { ...run.error, stackTrace: "" } }),
  };
}

/** The value, without what superjson noted beside it. */
function payloadOf({ payload, payloadType }: StoredRun): { readonly payload?: unknown } {
  if (payload.length > MAX_INLINE_BYTES) return {};
  const parsed: unknown = JSON.parse(payload);
  const isSuper = payloadType === "application/super+json" && typeof parsed === "object" && parsed !== null;
  return { payload: isSuper && "json" in parsed ? parsed.json : parsed };
}
