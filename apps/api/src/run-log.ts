import type { ContextualTelemetry } from "@ninefold/observability";
import type { AttemptCause } from "@ninefold/workflows";

/**
 * One line and one measure an attempt, as a request has them: all that it does says which run it belongs to, and which
 * click caused that.
 */
export const aroundAttempt =
  (telemetry: Pick<ContextualTelemetry, "run" | "log" | "measure">) =>
  async <T>({ attempt, ...cause }: AttemptCause, work: () => Promise<T>): Promise<T> => {
    const { requestId, job, runId } = cause;
    const known = {
      traceparent: cause.traceparent ?? undefined,
      tenantId: cause.tenantId ?? undefined,
      userId: cause.userId ?? undefined,
    };
    return telemetry.run({ requestId, job, runId, ...known }, async () => {
      const started = performance.now();
      let outcome = "failed";
      try {
        const result = await work();
        outcome = "done";
        return result;
      } finally {
        const durationMs = performance.now() - started;
        telemetry.log("info", "attempt", { attempt, outcome, durationMs: Math.round(durationMs) });
        telemetry.measure({
          name: "workflows.attempt_duration",
          kind: "distribution",
          value: durationMs,
          unit: "ms",
          attributes: { job, outcome },
        });
      }
    });
  };
