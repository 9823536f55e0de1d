import { randomBytes, randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { compose } from "../src/compose.ts";
import { readEnv } from "../src/env.ts";
import { deadRun } from "./dead-run.ts";
import { client, environment, newcomer, ORIGIN, startApp } from "./support.ts";

const database = await createTestDatabase();
const token = randomBytes(32).toString("base64url");
const env = { ...environment(database.urls), WORKFLOWS_PROVIDER: "memory", OBSERVABILITY_METRICS_TOKEN: token };
const system = await compose(readEnv(env));
const app = createApp(system, { origin: ORIGIN, trustedProxies: [] });
afterAll(async () => {
  await system.close();
  await database.drop();
});

const scrape = (authorization: string) => app.request("/api/metrics", { headers: { authorization } });

describe("/api/metrics", () => {
  it("is not there where no token is configured", async () => {
    const without = await startApp(database.urls);
    expect((await client(without.app).get("/api/metrics", { authorization: "Bearer " })).status).toBe(404);
    await without.system.close();
  });

  it.each(["", "Bearer", "Bearer ", `Basic ${token}`, `Bearer ${token}x`, `bearer ${token}`, token])(
    "is closed to whoever brings %j",
    async (authorization) => {
      const response = await scrape(authorization);
      expect([response.status, response.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
    },
  );

  it("shows how long requests took by route and class, never by path, and how full everything is", async () => {
    await app.request("/api/health/live");
    await app.request("/api/v1/workspaces/0190a5dd-ac96-774b-bcce-b302099a8057");
    await app.request("/api/nowhere/that/anybody/knows", { method: "PURGE" });
    const response = await scrape(`Bearer ${token}`);
    const text = await response.text();
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(text).toMatch(
      /_duration_seconds_count\{method="GET",route="\/api\/health\/live",status="200",class="health"\} 1/,
    );
    expect(text).toMatch(/route="\/api\/v1\/workspaces\/:workspaceId",status="401",class="simple"\} 1/);
    expect(text).toMatch(/method="_OTHER",route="[^"]*\*",status="404"/);
    expect(text).not.toContain("0190a5dd");
    expect(text).not.toContain("anybody");
    expect(text).toMatch(/ninefold_database_pool_connections\{pool="app",state="max"\} 4/);
    expect(text).toMatch(/ninefold_workflows_outbox_lag_seconds \d/);
    expect(text).toMatch(/process_resident_memory_bytes \d/);
  });

  it("shows what waits in the outbox, and for how long", { timeout: 30_000 }, async () => {
    const { app: busy, system: other } = await startApp(database.urls);
    await newcomer(busy);
    await other.workflows.relay();
    await newcomer(busy);
    const text = await (await scrape(`Bearer ${token}`)).text();
    // The second person's facts wait in identity; the first one's became runs.
    expect(text).toMatch(/ninefold_workflows_runs\{state="(queued|pending)"\} [1-9]/);
    expect(text).toMatch(/ninefold_workflows_queue_runs\{queue="reactions",state="(queued|pending)"\} [1-9]/);
    expect(text).toMatch(/ninefold_workflows_queue_oldest_seconds\{queue="reactions"\} \d/);
    expect(text).toMatch(/ninefold_workflows_dead_letters_age_seconds 0/);
    const id = await deadRun(database.ownerUrl, randomUUID());
    const grown = await (await scrape(`Bearer ${token}`)).text();
    expect(grown).toMatch(/ninefold_workflows_dead_letters\{task="observability.tell@1"\} 1/);
    expect(grown).toMatch(/ninefold_workflows_dead_letters_age_seconds 6\d\d/);
    expect(grown).not.toContain(id);
    await other.close();
  });
});
