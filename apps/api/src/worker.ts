import { randomUUID } from "node:crypto";
import { compose } from "./compose.ts";
import { assertDatabaseReady } from "./database/check.ts";
import { readEnv } from "./env.ts";
import { onFatal } from "./fatal.ts";
import { runProgram } from "./program.ts";
import { serveMetrics } from "./worker-metrics.ts";

const SWEEP_EVERY_MS = 10 * 60_000;

await runProgram("worker", async () => {
  const env = readEnv();
  await assertDatabaseReady(env, { acceptNewer: env.DATABASE_NEWER_SCHEMA === "accept" });
  const system = await compose(env, { runs: "worker" });
  onFatal(system.lastWords);
  await system.workflows.start();
  system.telemetry.log("info", "working", { engine: env.WORKFLOWS_PROVIDER });
  // Until there are schedules. It also keeps the process when an engine runs jobs in the caller's.
  const sweeping = setInterval(() => {
    const requestId = `sweep-${randomUUID()}`;
    system.telemetry.run({ requestId }, () => {
      system.notifications
        .sweep(requestId)
        .catch((error: unknown) => system.telemetry.captureError(error, { system: "notifications" }));
    });
  }, SWEEP_EVERY_MS);

  const { API_HOST: host, WORKER_METRICS_PORT: port } = env;
  const closeMetrics =
    system.metrics && port !== undefined ? await serveMetrics(system.metrics, { host, port }) : undefined;

  return async () => {
    await closeMetrics?.();
    clearInterval(sweeping);
    await system.workflows.stop();
    await system.close();
  };
});
