import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export interface Migration {
  /** The package that owns the schema; `product` for the fork's own. */
  readonly system: string;
  /** File name without `.sql`. */
  readonly tag: string;
  /** SHA-256 of the file's text. */
  readonly hash: string;
  readonly statements: readonly string[];
}

/** drizzle-kit's list of a folder's migrations, in their order. */
const Journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

const here = path.dirname(fileURLToPath(import.meta.url));

/** Every migration of every system, in the order to apply: systems by name, and within one by its journal. */
export async function readMigrations(folders?: ReadonlyMap<string, string>): Promise<readonly Migration[]> {
  const bySystem = [...(folders ?? (await migrationFolders()))].toSorted(([a], [b]) => a.localeCompare(b));
  const lists = await Promise.all(bySystem.map(([system, folder]) => readFolder(system, folder)));
  return lists.flat();
}

/**
 * `packages/<system>/drizzle` in a checkout, and pg-boss' tables beside those of workflows; `migrations/<system>` beside
 * the bundle, where the build puts them.
 */
export async function migrationFolders(): Promise<ReadonlyMap<string, string>> {
  const bundled = path.join(here, "migrations");
  if (existsSync(bundled)) {
    const systems = await readdir(bundled);
    return new Map(systems.map((system) => [system, path.join(bundled, system)]));
  }
  const root = path.resolve(here, "../../../..");
  const systems = await readdir(path.join(root, "packages"));
  const folders = systems.map((system): [string, string] => [system, path.join(root, "packages", system, "drizzle")]);
  folders.push(["product", path.join(root, "apps/api/src/product/drizzle")]);
  folders.push(["workflows-queue", path.join(root, "packages/workflows/queue")]);
  return new Map(folders.filter(([, folder]) => existsSync(folder)));
}

async function readFolder(system: string, folder: string): Promise<readonly Migration[]> {
  const journal = Journal.parse(JSON.parse(await readFile(path.join(folder, "meta/_journal.json"), "utf8")));
  return Promise.all(
    journal.entries.map(async ({ tag }) => {
      const text = await readFile(path.join(folder, `${tag}.sql`), "utf8");
      const statements = text.split("--> statement-breakpoint").map((one) => one.trim());
      return { system, tag, hash: createHash("sha256").update(text).digest("hex"), statements };
    }),
  );
}
