import { compose } from "./compose.ts";
import { assertDatabaseReady } from "./database/check.ts";
import { readEnv } from "./env.ts";
import { onFatal } from "./fatal.ts";
import { runProgram } from "./program.ts";
import { serveMetrics } from "./worker-metrics.ts";
import { chosenQueues } from "./worker-queues.ts";

const A_DAY_MS = 86_400_000;

await runProgram("worker", async () => {
  const env = readEnv();
  await assertDatabaseReady(env, { acceptNewer: env.DATABASE_NEWER_SCHEMA === "accept" });
  const system = await compose(env, { runs: "worker" });
  onFatal(system.lastWords);
  const queues = chosenQueues(process.argv.slice(2), system.workflows);
  await system.workflows.start({ queues });
  system.telemetry.log("info", "working", { engine: env.WORKFLOWS_PROVIDER, queues: queues?.join(",") ?? "all" });
  // What runs in this process, or waits to be relayed, holds it only as long as the database is there.
  const staying = setInterval(() => undefined, A_DAY_MS);

  const { API_HOST: host, WORKER_METRICS_PORT: port } = env;
  const closeMetrics =
    system.metrics && port !== undefined ? await serveMetrics(system.metrics, { host, port }) : undefined;

  return async () => {
    await closeMetrics?.();
    clearInterval(staying);
    await system.workflows.stop();
    await system.close();
  };
});
