import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { compose } from "../src/compose.ts";
import { createApp } from "../src/app.ts";
import { readEnv } from "../src/env.ts";
import { client, environment, newcomer, ORIGIN, startApp } from "./support.ts";
import { startEmulator } from "@ninefold/testing/emulators";

const [database, posthog, sentry] = await Promise.all([
  createTestDatabase(),
  startEmulator("posthog"),
  startEmulator("sentry"),
]);
const vendors = {
  OBSERVABILITY_PROVIDER: "posthog-sentry",
  POSTHOG_API_KEY: posthog.apiKey,
  POSTHOG_HOST: posthog.url,
  SENTRY_DSN: sentry.dsn,
  LOG_LEVEL: "error",
};
// Its lines are not what this is about.
const stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
const { app, system } = await startApp(database.urls, vendors);
afterAll(async () => {
  await system.close();
  stdout.mockRestore();
  await Promise.all([posthog.close(), sentry.close()]);
  await database.drop();
});

const broken = {
  kind: "error",
  name: "TypeError",
  message: "x is undefined, token=Zq8mVt3xKw6h",
  path: "/w/acme",
  stack:
    "TypeError: x is undefined\n    at send (https://app.test/_next/a.js:1:23)\nsave@https://app.test/_next/b.js:4:5",
};
const reported = async (requestId: string) => {
  await system.telemetry.flush();
  return sentry.errors().find(({ tags }) => tags["requestId"] === requestId);
};

describe("an error in a browser", () => {
  it("reaches the vendor with its stack, its page's request and whoever is signed in, redacted", async () => {
    const tab = await newcomer(app);
    const requestId = "page-0190a5dd";
    const answer = await tab.post("/api/v1/web-errors", { ...broken, requestId });
    expect([answer.status, await answer.json()]).toEqual([201, { requestId }]);
    const error = await reported(requestId);
    expect(error).toMatchObject({
      title: "TypeError: x is undefined, token=[redacted]",
      userId: tab.person.id,
      tags: { system: "web" },
      extra: { kind: "error", path: "/w/acme" },
    });
    expect(error?.exceptions[0]?.frames.map(({ function: called, line }) => [called, line])).toEqual([
      ["send", 1],
      ["save", 4],
    ]);
  });

  it("is taken from somebody who is not signed in, under its own request", async () => {
    const answer = await client(app).post("/api/v1/web-errors", broken, { "x-request-id": "anonymous-1" });
    expect(await answer.json()).toEqual({ requestId: "anonymous-1" });
    expect((await reported("anonymous-1"))?.userId).toBeUndefined();
  });

  it("is not taken without end from one address, while others are heard", async () => {
    const fresh = await compose(readEnv({ ...environment(database.urls), WORKFLOWS_PROVIDER: "memory" }));
    const other = createApp(fresh, { origin: ORIGIN, trustedProxies: ["127.0.0.1"] });
    const from = async (address: string) => {
      const headers = { origin: ORIGIN, "content-type": "application/json", "x-forwarded-for": address };
      const init = { method: "POST", body: JSON.stringify(broken), headers };
      return (await other.request("/api/v1/web-errors", init)).status;
    };
    const statuses: number[] = [];
    for (let index = 0; index < 25; index++) statuses.push(await from("203.0.113.7"));
    expect(statuses.filter((status) => status === 201)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
    expect(await from("203.0.113.8")).toBe(201);
    await fresh.close();
  });
});
