import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, expect, it } from "vitest";
import { client, json, startApp } from "./support.ts";

const database = await createTestDatabase();
const { app, system } = await startApp(database.urls);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const call = { dependency: "notifications.email", operation: "send", idempotent: true } as const;
const status = async () => json(await client(app).get("/api/v1/status"));

it("says that mail is late from the first one that could not be sent until one is, to anybody who asks", async () => {
  expect(await status()).toEqual({ mail: "on_time" });

  const silent = Object.assign(new Error("ECONNREFUSED"), { kind: "unavailable", retryable: true });
  await expect(system.safety.guard(call, () => Promise.reject(silent))).rejects.toBe(silent);
  expect(await status()).toEqual({ mail: "late" });

  await system.safety.guard(call, async () => "sent");
  expect(await status()).toEqual({ mail: "on_time" });
});
