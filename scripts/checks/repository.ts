import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/** The repository that this file is in, as an absolute path. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** Exactly nine. A tenth concern belongs into one of them, or into the product. */
export const PACKAGES = [
  "billing",
  "identity",
  "marketing",
  "media",
  "notifications",
  "observability",
  "ops-safety",
  "testing",
  "workflows",
] as const;

/**
 * Paths of the files that belong to the repository, relative to its root, with `/`: what git tracks or would add.
 * Without git (an unpacked archive) every file outside generated folders.
 */
export function repositoryFiles(root: string = ROOT): readonly string[] {
  const files = existsSync(join(root, ".git")) ? listedByGit(root) : walk(root, root);
  return files.filter((file) => existsSync(join(root, file))).toSorted();
}

export function read(path: string, root: string = ROOT): string {
  return readFileSync(join(root, path), "utf8");
}

export function readJson(path: string): Manifest {
  const manifest: Manifest = JSON.parse(read(path));
  return manifest;
}

/** The parts of a package.json that the checks look at. */
export interface Manifest {
  readonly name: string;
  readonly license?: string;
  readonly packageManager?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A NUL byte near the start is git's own sign of a binary file. */
export function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

const GENERATED = new Set([
  ".git",
  ".content",
  ".trigger",
  ".data",
  ".next",
  ".source",
  ".turbo",
  "coverage",
  "dist",
  "node_modules",
]);
const GENERATED_IN_TESTS = new Set(["playwright-report", "test-results"]);

function listedByGit(root: string): readonly string[] {
  const options = { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], options);
  return [...new Set(listed.split("\0").filter((file) => file !== ""))];
}

function walk(folder: string, root: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (
      GENERATED.has(entry.name) ||
      GENERATED_IN_TESTS.has(entry.name) ||
      /^[.]env([.](?!example$)|$)/.test(entry.name)
    ) {
      return [];
    }
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path, root) : [relative(root, path).replaceAll("\\", "/")];
  });
}
