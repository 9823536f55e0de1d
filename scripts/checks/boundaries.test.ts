import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import config from "../../.dependency-cruiser.mjs";
import { PACKAGES, ROOT, readJson } from "./repository.ts";
import { innocent, libraries, planted } from "./fixtures/boundaries.ts";

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const rules = config.forbidden.map((rule) => rule.name).toSorted((a, b) => a.localeCompare(b));

/** That the repository itself keeps them is a step of the gate of its own, which prints the fixes: scripts/lib/gate.mjs. */
describe("boundaries", () => {
  it("name the fix in every rule", () => {
    expect(config.forbidden.filter((rule) => rule.comment.length < 40)).toEqual([]);
  });

  it("have a planted violation for every rule, and no plant without a rule", () => {
    expect(Object.keys(planted).toSorted((a, b) => a.localeCompare(b))).toEqual(rules);
  });
});

describe("planted violations", () => {
  let folder: string;
  let fired: readonly string[];
  let accused: ReadonlySet<string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "boundaries-"));
    await plant(folder, { ...innocent, ...Object.assign({}, ...Object.values(planted)) });
    const violations = await cruise(folder);
    fired = violations.map(({ rule, from }) => `${rule.name} ${from}`);
    accused = new Set(violations.map(({ from }) => from));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const cases = Object.entries(planted).flatMap(([rule, tree]) =>
    Object.keys(tree).map((file) => [rule, file] as const),
  );
  it.each(cases)("%s catches %s", (rule, file) => {
    expect(fired).toContain(`${rule} ${file}`);
  });

  it("I-27: a database driver is taken from behind the doors alone", () => {
    const caught = fired.filter((line) => line.startsWith("database-drivers-stay-behind-the-doors "));
    expect(caught.length).toBeGreaterThan(2);
  });

  const replaced = new Set(Object.values(planted).flatMap((tree) => Object.keys(tree)));
  const partners = ["packages/media/src/domain/egg.ts", "packages/media/src/domain/effect.ts"];
  it.each(Object.keys(innocent).filter((file) => !replaced.has(file) && !partners.includes(file)))(
    "no rule accuses %s",
    (file) => {
      expect(accused).not.toContain(file);
    },
  );
});

/** Runs the repository's own rule file on a tree that has the repository's layout. */
function cruise(folder: string): Promise<readonly Violation[]> {
  const binary = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const roots = ["packages", "apps", "e2e", "scripts"];
  const settings = ["--config", join(ROOT, ".dependency-cruiser.mjs"), "--output-type", "json"];
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [binary, ...settings, ...roots], options, (error, stdout) => {
      try {
        const report: { summary: { violations: Violation[] } } = JSON.parse(stdout);
        resolve(report.summary.violations);
      } catch {
        reject(error ?? new Error("dependency-cruiser printed no report"));
      }
    });
  });
}

/** Writes the tree, with the real exports maps in front of it: a door that the map lacks is shut here as well. */
async function plant(folder: string, tree: Readonly<Record<string, string>>): Promise<void> {
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const dependencies = Object.fromEntries(libraries.map((name) => [name, "*"]));
  const { "fast-check": _, ...production } = dependencies;
  for (const place of [...PACKAGES.map((name) => `packages/${name}`), "apps/api"]) {
    const manifest = readJson(`${place}/package.json`);
    const exports = { ...manifest.exports };
    if (place === "packages/billing") {
      exports["./catalogue"] ??= "./src/catalogue.ts";
    }
    await write(
      `${place}/package.json`,
      JSON.stringify({
        name: manifest.name,
        exports,
        dependencies: production,
        devDependencies: { "fast-check": "*" },
      }),
    );
    const link = join(folder, "node_modules", manifest.name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), join(folder, place)), link);
  }
  for (const place of ["apps/web", "e2e", "."]) {
    await write(`${place}/package.json`, JSON.stringify({ name: "stub", dependencies: production }));
  }
  for (const name of libraries) {
    // In `dist`, as most are: what is left out as built must be ours alone.
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "dist/index.js" }));
    await write(`node_modules/${name}/dist/index.js`, "export default 1;");
  }
  for (const [path, text] of Object.entries(tree)) {
    await write(path, text);
  }
}
