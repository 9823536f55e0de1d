import { setTimeout as delay } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { parseProxies } from "./middleware/client-address.ts";
import { compose } from "./compose.ts";
import { assertDatabaseReady } from "./database/check.ts";
import { developmentRoutes } from "./dev/mount.ts";
import { drainable } from "./drain.ts";
import { readEnv } from "./env.ts";
import { onFatal } from "./fatal.ts";
import { runProgram } from "./program.ts";

/**
 * Longer than proxies keep a connection that is at rest: most have a minute, Node's client goes by what we say, less a
 * second. Who closes first decides: a request that is sent into what we have just closed is answered by nobody.
 */
const KEEP_ALIVE_MS = 75_000;

await runProgram("api", async () => {
  const env = readEnv();
  await assertDatabaseReady(env, { acceptNewer: env.DATABASE_NEWER_SCHEMA === "accept" });
  const system = await compose(env);
  onFatal(system.lastWords);
  // An engine that runs jobs in the process that enqueued them would otherwise leave this one's waiting for ever.
  if (system.workflows.capabilities.executesIn === "caller") await system.workflows.start();
  const app = createApp(system, {
    origin: env.APP_URL,
    trustedProxies: parseProxies(env.TRUSTED_PROXIES),
    development: await developmentRoutes(env, system),
  });
  const server = serve({
    fetch: app.fetch,
    hostname: env.API_HOST,
    port: env.API_PORT,
    serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS },
  });
  const drain = drainable(server);
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  system.telemetry.log("info", "listening", { url: `http://${env.API_HOST}:${env.API_PORT}/api` });

  return async () => {
    system.leave();
    await delay(env.API_SHUTDOWN_DELAY_MS);
    // They never end by themselves; whoever follows one goes on at another process.
    await system.notifications.live.close();
    await drain();
    await system.workflows.stop();
    await system.close();
  };
});
