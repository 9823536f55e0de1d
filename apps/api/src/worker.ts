import { randomUUID } from "node:crypto";
import { compose } from "./compose.ts";
import { assertDatabaseReady } from "./database/check.ts";
import { readEnv } from "./env.ts";
import { onFatal } from "./fatal.ts";
import { runProgram } from "./program.ts";
import { serveMetrics } from "./worker-metrics.ts";
import { chosenQueues } from "./worker-queues.ts";

const SWEEP_EVERY_MS = 10 * 60_000;
/** How late a purchase may be seen whose webhook was lost. */
const BILLING_EVERY_MS = 60_000;

await runProgram("worker", async () => {
  const env = readEnv();
  await assertDatabaseReady(env, { acceptNewer: env.DATABASE_NEWER_SCHEMA === "accept" });
  const system = await compose(env, { runs: "worker" });
  onFatal(system.lastWords);
  const queues = chosenQueues(process.argv.slice(2), system.workflows);
  await system.workflows.start({ queues });
  system.telemetry.log("info", "working", { engine: env.WORKFLOWS_PROVIDER, queues: queues?.join(",") ?? "all" });
  // Until there are schedules. It also keeps the process when an engine runs jobs in the caller's.
  const sweeping = setInterval(() => {
    const requestId = `sweep-${randomUUID()}`;
    const { identity, notifications, media, audit, limits, idempotency, personalExports } = system;
    system.telemetry.run({ requestId }, () => {
      for (const [name, swept] of Object.entries({
        identity,
        notifications,
        media,
        audit,
        limits,
        idempotency,
        personalExports,
        domains: { sweep: () => identity.sweepDomains() },
      })) {
        swept
          .sweep(requestId)
          .catch((error: unknown) => system.telemetry.captureError(error, { requestId, sweep: name }));
      }
    });
  }, SWEEP_EVERY_MS);
  const asking = setInterval(() => {
    const requestId = `sweep-${randomUUID()}`;
    system.billing
      .sweep(requestId)
      .catch((error: unknown) => system.telemetry.captureError(error, { requestId, system: "billing" }));
  }, BILLING_EVERY_MS);

  const { API_HOST: host, WORKER_METRICS_PORT: port } = env;
  const closeMetrics =
    system.metrics && port !== undefined ? await serveMetrics(system.metrics, { host, port }) : undefined;

  return async () => {
    await closeMetrics?.();
    clearInterval(sweeping);
    clearInterval(asking);
    await system.workflows.stop();
    await system.close();
  };
});
