import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it, vi } from "vitest";
import { compose } from "../src/compose.ts";
import { asOwner } from "../src/database/owner.ts";
import { readEnv } from "../src/env.ts";
import { deadRun } from "./dead-run.ts";
import { environment } from "./support.ts";

const database = await createTestDatabase();
const lines: string[] = [];
const env = { ...environment(database.urls), WORKFLOWS_PROVIDER: "inline", OBSERVABILITY_PROVIDER: "log" };
const system = await compose(readEnv(env), { writeLine: (line) => lines.push(line) });
vi.setConfig({ testTimeout: 30_000 });
afterAll(async () => {
  await system.workflows.stop();
  await system.close();
  await database.drop();
});

describe("J-59: the log of a run that fails", () => {
  it("says which run, which job and that it failed, and nothing of what it was given", async () => {
    const by = { actor: randomUUID(), requestId: randomUUID() };
    const input = { name: 5, properties: { email: "ana@example.com", token: "nf_live_0123456789abcdef" } };
    const id = await deadRun(database.ownerUrl, randomUUID(), {
      input,
      lastError: "Bearer abcdefghijklmnopqrstuvwxyz",
    });
    await system.runAdmin.replay(by, id);
    await system.workflows.start();
    await expect
      .poll(() => asOwner(database.ownerUrl, (sql) => sql`select status from workflows.runs where id = ${id}`), {
        timeout: 15_000,
      })
      .toMatchObject([{ status: "dead" }]);
    const said = lines.filter((line) => line.includes(id)).join("\n");
    expect(said).toContain("observability.tell@1");
    expect(said).toContain("workflows.invalid_payload");
    expect(lines.join("\n")).not.toMatch(/ana@example|0123456789abcdef|abcdefghijklmnop/);
  });
});
