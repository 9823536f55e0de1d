import { compose } from "./compose.ts";
import { assertDatabaseReady } from "./database/check.ts";
import { readEnv } from "./env.ts";
import { runProgram } from "./program.ts";

await runProgram("worker", async () => {
  const env = readEnv();
  await assertDatabaseReady(env, { acceptNewer: env.DATABASE_NEWER_SCHEMA === "accept" });
  const system = await compose(env);
  await system.workflows.start();
  system.telemetry.log("info", "working", { engine: env.WORKFLOWS_PROVIDER });
  // An engine that runs in the caller's process leaves this one nothing to wait for; it stays, so that `start` is the same everywhere.
  const alive = setInterval(() => undefined, 60_000);

  return async () => {
    clearInterval(alive);
    await system.workflows.stop();
    await system.close();
  };
});
