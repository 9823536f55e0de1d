import { spawnSync } from "node:child_process";
import path from "node:path";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll, describe, expect, it } from "vitest";
import type { EnvSource } from "../src/env.ts";
import { client, environment, startApp } from "./support.ts";

const database = await createTestDatabase();
const local = { ...environment(database.urls), NINEFOLD_STAGE: "local", DATABASE_URL: database.ownerUrl };
const { app, system } = await startApp(database.urls, local);
afterAll(async () => {
  await system.close();
  await database.drop();
});

const PROGRAM_MS = 30_000;

/** The program as `npm start` runs it. */
function seed(env: EnvSource) {
  const cwd = path.resolve(import.meta.dirname, "..");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/seed.ts"], {
    cwd,
    env: { ...env, PATH: process.env["PATH"], OBSERVABILITY_PROVIDER: "log" },
    encoding: "utf8",
    timeout: PROGRAM_MS,
  });
  const [line] = stdout.split("\n").filter((one) => one.startsWith('{"email"'));
  return { status, stderr, made: line === undefined ? undefined : (JSON.parse(line) as Made) };
}

interface SignIn {
  readonly email: string;
  readonly password: string;
}
interface Made extends SignIn {
  readonly workspaceUrl: string;
  readonly operator?: SignIn;
}

async function signedIn({ email, password }: SignIn) {
  const tab = client(app);
  expect((await tab.post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  return tab;
}

describe("the demo data", { timeout: 2 * PROGRAM_MS }, () => {
  it("is somebody with a workspace and one operator, the same ones when it is made again", async () => {
    const { made } = seed(local);
    if (made?.operator === undefined) throw new Error("nothing was seeded");
    expect(seed(local).made).toEqual(made);

    const demo = await signedIn(made);
    const slug = new URL(made.workspaceUrl).pathname.slice("/w/".length);
    const workspace = (await (await demo.get(`/api/v1/workspaces/by-slug/${slug}`)).json()) as { id: string };
    const { projects } = (await (await demo.get(`/api/v1/workspaces/${workspace.id}/projects`)).json()) as {
      projects: readonly object[];
    };
    expect(projects).toHaveLength(3);
    expect((await demo.get("/api/v1/admin/system")).status).toBe(404);

    const operator = await signedIn(made.operator);
    expect((await operator.get("/api/v1/admin/system")).status).toBe(200);
    expect((await operator.get(`/api/v1/workspaces/${workspace.id}`)).status).toBe(404);
  });

  it("has no operator where the owner of the database is not named", () => {
    const { status, made } = seed({ ...local, DATABASE_URL: undefined });
    expect([status, made?.operator]).toEqual([0, undefined]);
  });

  it.each(["preview", "staging", "production", undefined])("is made on a person's machine only, not at %s", (stage) => {
    const { status, stderr, made } = seed({
      ...local,
      NINEFOLD_STAGE: stage,
      APP_URL: "https://app.ninefold.dev",
      NOTIFICATIONS_EMAIL_PROVIDER: "none",
      MEDIA_PROVIDER: "none",
      BILLING_PROVIDER: "none",
      OPS_SAFETY_PROVIDER: "none",
      WORKFLOWS_PROVIDER: "postgres",
      TRUSTED_PROXIES: "127.0.0.1",
    });
    expect([status, made]).toEqual([1, undefined]);
    expect(stderr).toContain("NINEFOLD_STAGE: demo data is for the stages local and test");
    expect(stderr).not.toContain("    at ");
  });
});
