/**
 * `npm run rename -- acme [--brand ACME] [--key-prefix ac] [--force]`: gives a fork its own name everywhere: package
 * scope, brand, cookies, key prefix, environment names, mail sender, database, docs, GitHub files.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmdirSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { PACKAGES, ROOT, isBinary, repositoryFiles } from "./checks/repository.ts";

/** Not renamed: the licence asks that the notice of its authors stays. */
const KEPT = new Set(["LICENSE"]);
const LOCKFILE = "pnpm-lock.yaml";
/** Rewritten by this very script, as every other place that has it. */
const KEY_PREFIX = "nf_";

export interface Naming {
  /** Lower case letters and digits: it is part of npm scopes, cookies, hosts and database names alike. */
  readonly name: string;
  /** The name as people read it: the same letters, cased as you like. */
  readonly brand: string;
  /** Stands before `_` in API keys. */
  readonly keyPrefix: string;
}

/** @throws Error naming what is wrong with a name, in words for the person who chose it. */
export function parseNaming(
  name: string,
  options: { brand?: string | undefined; keyPrefix?: string | undefined } = {},
): Naming {
  if (!/^[a-z][a-z0-9]{3,29}$/.test(name)) {
    throw new Error(`"${name}" does not fit: 4 to 30 lower case letters and digits, a letter first, no hyphen.`);
  }
  if (takenWords().has(name)) {
    throw new Error(`"${name}" already means something in this repository. Choose a name of your own.`);
  }
  const { brand = capitalise(name), keyPrefix = name.slice(0, 4) } = options;
  if (brand.toLowerCase() !== name) {
    throw new Error(
      `The brand "${brand}" must be "${name}" in other letter case, so that one can be found from the other.`,
    );
  }
  if (!/^[a-z][a-z0-9]{1,7}$/.test(keyPrefix)) {
    throw new Error(`The key prefix "${keyPrefix}" does not fit: 2 to 8 lower case letters and digits.`);
  }
  return { name, brand, keyPrefix };
}

/** The text under its new name. Letter case says what an occurrence is: all small a name, all capitals an environment name, else the brand. */
export function renameText(text: string, from: Naming, to: Naming): string {
  const named = text.replaceAll(new RegExp(from.name, "gi"), (found) => {
    if (found === found.toUpperCase()) {
      return to.name.toUpperCase();
    }
    return found === found.toLowerCase() ? to.name : to.brand;
  });
  return named.replaceAll(keyPrefixPattern(from.keyPrefix), `${to.keyPrefix}_`);
}

/**
 * Renames every file of the repository, and what is in it. Doing it twice changes nothing more.
 * @returns the files that changed.
 */
export function renameRepository(root: string, from: Naming, to: Naming): readonly string[] {
  const changed: string[] = [];
  // In the lockfile only our scope is a name; letters in a hash are chance.
  const rename = (file: string, text: string) =>
    file === LOCKFILE ? text.replaceAll(`@${from.name}/`, `@${to.name}/`) : renameText(text, from, to);
  for (const file of repositoryFiles(root).filter((one) => !KEPT.has(one))) {
    const bytes = readFileSync(join(root, file));
    const before = isBinary(bytes) ? undefined : bytes.toString("utf8");
    const after = before === undefined ? undefined : rename(file, before);
    if (after !== undefined && after !== before) {
      writeFileSync(join(root, file), after);
      changed.push(file);
    }
    const moved = renameText(file, from, to);
    if (moved !== file) {
      moveFile(root, file, moved);
      changed.push(moved);
    }
  }
  return changed;
}

/** What the repository is called now. */
export function currentNaming(root: string): Naming {
  const { name }: { name: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return { name, brand: capitalise(name), keyPrefix: KEY_PREFIX.slice(0, -1) };
}

function moveFile(root: string, from: string, to: string): void {
  mkdirSync(dirname(join(root, to)), { recursive: true });
  renameSync(join(root, from), join(root, to));
  for (let folder = dirname(from); folder !== "."; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return; // Something else still lives in it.
    }
  }
}

/** Our own systems, and every library and scope in use: a package scope of that name would collide. */
function takenWords(): ReadonlySet<string> {
  const locked = readFileSync(join(ROOT, LOCKFILE), "utf8").matchAll(/^ {2}'?@?([a-z0-9-]+)[/@]/gm);
  const systems = PACKAGES.flatMap((name) => [name, ...name.split("-")]);
  const own = ["admin", "apps", "docs", "local", "packages", "preview", "production", "scripts", "staging", "test"];
  return new Set(
    [...[...locked].map(([, name = ""]) => name), ...systems, ...own].filter(
      (word) => word !== currentNaming(ROOT).name,
    ),
  );
}

/** The prefix where a key or an example of one begins, and not inside of a longer word. */
function keyPrefixPattern(prefix: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_])${prefix}_(?![A-Z])`, "g");
}

/** A prefix that the repository uses for something else could not be told apart later. */
function assertPrefixIsFree(root: string, { keyPrefix }: Naming): void {
  const taken = repositoryFiles(root)
    .filter((file) => file !== LOCKFILE)
    .find((file) => keyPrefixPattern(keyPrefix).test(readFileSync(join(root, file), "utf8")));
  if (taken !== undefined) {
    throw new Error(`"${keyPrefix}_" already stands in ${taken}. Choose another with --key-prefix.`);
  }
}

function capitalise(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function isDirty(root: string): boolean {
  const options = { cwd: root, encoding: "utf8" } as const;
  return existsSync(join(root, ".git")) && execFileSync("git", ["status", "--porcelain"], options).trim() !== "";
}

function main(args: readonly string[]): void {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      brand: { type: "string" },
      "key-prefix": { type: "string" },
      force: { type: "boolean", default: false },
    },
  });
  const [name = ""] = positionals;
  const from = currentNaming(ROOT);
  if (name === from.name) {
    console.log(`This repository is called ${name} already. Nothing to do.`);
    return;
  }
  const to = parseNaming(name, { brand: values.brand, keyPrefix: values["key-prefix"] });
  assertPrefixIsFree(ROOT, to);
  if (!values.force && isDirty(ROOT)) {
    throw new Error(
      "There are changes that are not committed. Commit them first, so that this is one change; or pass --force.",
    );
  }
  const changed = renameRepository(ROOT, from, to);
  console.log(`${from.name} is now ${to.name}: ${changed.length} files. LICENSE keeps its authors.`);
  console.log("Next: npm run bootstrap, npm run format, npm test. Local data starts anew under the new name.");
}

if (process.argv[1] === import.meta.filename) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
