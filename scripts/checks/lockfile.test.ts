import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { read } from "./repository.ts";

interface Locked {
  readonly resolution?: { readonly integrity?: string };
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface Lockfile {
  readonly packages?: Readonly<Record<string, Locked>>;
  readonly snapshots?: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

const text = read("pnpm-lock.yaml");
/** pnpm writes two documents: the package manager itself, then the workspace. */
const documents = parseAllDocuments(text).map((document) => asLockfile(document));
const locked: Readonly<Record<string, Locked>> = Object.assign({}, ...documents.map((one) => one.packages ?? {}));
const snapshots: NonNullable<Lockfile["snapshots"]> = Object.assign({}, ...documents.map((one) => one.snapshots ?? {}));

const PLATFORMS = [
  { name: "linux-x64", os: "linux", cpu: "x64" },
  { name: "linux-arm64", os: "linux", cpu: "arm64" },
  { name: "darwin-arm64", os: "darwin", cpu: "arm64" },
  { name: "win32-x64", os: "win32", cpu: "x64" },
] as const;

/** Bindings to something that only one system has. */
const ONE_SYSTEM_BY_NATURE: Readonly<Record<string, string>> = {
  fsevents: "File events of macOS; other systems have them built into Node.",
};

/** Each package that leaves its machine code to optional packages, with those packages. One for a single system is no family. */
const families = Object.entries(snapshots).flatMap(([owner, { optionalDependencies = {} }]) => {
  if (locked[withoutPeers(owner)]?.os !== undefined) {
    return [];
  }
  const binaries = Object.entries(optionalDependencies)
    .filter(([name]) => !(name in ONE_SYSTEM_BY_NATURE))
    .map(([name, version]) => `${name}@${withoutPeers(version)}`)
    .filter((id) => locked[id]?.os !== undefined);
  return binaries.length > 0 ? [{ owner, binaries }] : [];
});

/** Of the vendor's command line, which has a lockfile of its own (docs/decisions/0037). */
const commandLine = read("scripts/trigger-cli/pnpm-lock.yaml");

describe("the lockfile", () => {
  it("has machine code to look at, in both of its documents", () => {
    expect(documents).toHaveLength(2);
    expect(families.length).toBeGreaterThan(5);
    expect(families.some(({ owner }) => owner.startsWith("pnpm@") || owner.startsWith("@pnpm/exe@"))).toBe(true);
  });

  it.each(families)("holds $owner for every supported platform", ({ binaries }) => {
    const missing = PLATFORMS.filter(
      ({ os, cpu }) =>
        !binaries.some((id) => {
          const binary = locked[id];
          const glibc = binary?.libc?.includes("glibc") ?? true;
          return binary?.os?.includes(os) && (binary.cpu?.includes(cpu) ?? true) && glibc;
        }),
    );
    expect(missing.map((platform) => platform.name)).toEqual([]);
  });

  it("names no registry and no archive, so that it installs from any mirror", () => {
    expect((text + commandLine).match(/^.*(https?:\/\/|tarball:).*$/gm) ?? []).toEqual([]);
  });

  it("has an integrity for every package", () => {
    const beside = parseAllDocuments(commandLine).map((document) => asLockfile(document).packages ?? {});
    const packages = Object.entries(Object.assign({}, locked, ...beside) as Readonly<Record<string, Locked>>);
    expect(packages.length).toBeGreaterThan(Object.keys(locked).length);
    const without = packages.filter(([, one]) => !one.resolution?.integrity?.startsWith("sha512-"));
    expect(without.map(([id]) => id)).toEqual([]);
  });

  it.each(["better-call", "@better-auth/core", "@better-auth/utils", "@better-fetch/fetch", "drizzle-orm"])(
    "has one copy of %s: two would each hold a half of the state",
    (name) => {
      expect(Object.keys(snapshots).filter((id) => id.startsWith(`${name}@`))).toHaveLength(1);
    },
  );
});

it("brings the command line of Trigger.dev in the release of its SDK", () => {
  const { dependencies } = JSON.parse(read("scripts/trigger-cli/package.json")) as { dependencies: object };
  const [, release] = /"@trigger.dev\/sdk": (\S+)/.exec(read("pnpm-workspace.yaml")) ?? [];
  expect(dependencies).toEqual({ "trigger.dev": release });
});

/** `1.2.3(react@19.0.0)` → `1.2.3` */
function withoutPeers(version: string): string {
  return version.replace(/\(.*$/, "");
}

function asLockfile(document: { toJS(): unknown }): Lockfile {
  const lockfile: Lockfile = JSON.parse(JSON.stringify(document.toJS()));
  return lockfile;
}
