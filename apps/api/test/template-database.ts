import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "@ninefold/testing/postgres";
import type { TestServer } from "@ninefold/testing/test-database";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "../src/database/migrate.ts";
import { provision } from "../src/database/provision.ts";

let stop = async () => {};

/** Vitest's global set-up: one real Postgres for the whole run, and a migrated database that each test file clones. */
export async function setup(project: TestProject): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "template-postgres-"));
  const running = await startPostgres({ dataDir: path.join(folder, "data"), durable: false });
  stop = async () => {
    await running.remove();
    await rm(folder, { recursive: true, force: true });
  };
  const template = `template_${randomUUID().replaceAll("-", "")}`;
  const sql = postgres(running.ownerUrl, { max: 1 });
  await sql`create database ${sql(template)}`;
  await sql.end();

  const templateUrl = new URL(running.ownerUrl);
  templateUrl.pathname = `/${template}`;
  const urls = await provision({ ownerUrl: templateUrl.href });
  await migrate({ ownerUrl: templateUrl.href });
  const server: TestServer = { ownerUrl: running.ownerUrl, template, urls: { ...urls } };
  project.provide("postgres", server);
}

export const teardown = () => stop();
