import { expect, it } from "vitest";
import { createHealth } from "./health.ts";

const now = () => new Date("2026-11-21T10:00:00Z");
const well = async () => undefined;
const broken = () => Promise.reject(new Error("ECONNREFUSED 10.0.0.7"));
const hanging = () => new Promise<void>(() => undefined);

it.each([
  ["ok when every check is", { ping: well, checks: { queue: well } }, "ok", { database: "ok", queue: "ok" }],
  [
    "degraded when another check fails",
    { ping: well, checks: { queue: broken } },
    "degraded",
    { database: "ok", queue: "error" },
  ],
  [
    "down when the database does not answer",
    { ping: broken, checks: { queue: well } },
    "down",
    { database: "error", queue: "ok" },
  ],
  ["down when the database takes too long", { ping: hanging }, "down", { database: "error" }],
  [
    "degraded when a check throws at once",
    { ping: well, checks: { odd: throwing } },
    "degraded",
    { database: "ok", odd: "error" },
  ],
] as const)("is %s", async (_what, needs, status, checks) => {
  const health = createHealth({ now, timeoutMs: 20, ...needs });
  expect(await health()).toEqual({ status, timestamp: "2026-11-21T10:00:00.000Z", version: "source", checks });
});

function throwing(): Promise<void> {
  throw new Error("before it had begun");
}
