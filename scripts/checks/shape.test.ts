import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PACKAGES, ROOT, read, readJson, repositoryFiles } from "./repository.ts";

const files = repositoryFiles();
const manifests = files.filter((file) => basename(file) === "package.json");
const typescript = files.filter((file) => /[.]tsx?$/.test(file));

describe("the nine packages", () => {
  it("are exactly nine", () => {
    const folders = readdirSync(join(ROOT, "packages"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((folder) => folder.name).toSorted()).toEqual([...PACKAGES]);
  });

  it.each(PACKAGES)("%s has its port, errors, memory adapter, contract and pages", (name) => {
    const needed = [
      "README.md",
      "src/index.ts",
      "src/port.ts",
      "src/errors.ts",
      "src/adapters/memory.ts",
      "test/conformance.ts",
      "test/targets.ts",
      "test/contract.test.ts",
    ].map((file) => `packages/${name}/${file}`);
    expect([...needed, `docs/systems/${name}.md`].filter((file) => !files.includes(file))).toEqual([]);
  });

  it.each(PACKAGES)("%s says in config.ts what it needs from the environment", (name) => {
    expect(read(`packages/${name}/src/config.ts`)).toMatch(/export const [a-zA-Z]+Config = \{/);
  });

  it.each(PACKAGES)("%s proves that its contract can fail", (name) => {
    const contract = read(`packages/${name}/test/contract.test.ts`);
    expect(contract).toContain("describeConformance(");
    expect(contract).toContain("describeMutants(");
  });

  it.each(PACKAGES)("%s links its README to its page in docs/systems", (name) => {
    expect(read(`packages/${name}/README.md`)).toContain(`docs/systems/${name}.md`);
  });

  it.each(PACKAGES)("%s has a front page of at most 40 lines without an adapter or a star", (name) => {
    const index = read(`packages/${name}/src/index.ts`);
    expect(index.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
    expect(index).not.toMatch(/adapters\/|export \*/);
  });

  it.each(PACKAGES)("%s has a file behind every door of its exports map", (name) => {
    const doors = Object.entries(readJson(`packages/${name}/package.json`).exports ?? {});
    expect(doors.filter(([, file]) => !existsSync(join(ROOT, "packages", name, file)))).toEqual([]);
  });

  it("have the same scripts, since turbo skips a missing one without a word", () => {
    const [first, ...rest] = PACKAGES.map((name) =>
      Object.keys(readJson(`packages/${name}/package.json`).scripts ?? {}),
    );
    expect(first).toEqual(expect.arrayContaining(["typecheck", "test"]));
    for (const scripts of rest) {
      expect(scripts).toEqual(first);
    }
  });

  it("share one licence and one version of every tool with the apps", () => {
    const licences = manifests.map((file) => [file, readJson(file).license]);
    expect(licences.filter(([, licence]) => licence !== "MIT")).toEqual([]);
  });
});

describe("the workspace", () => {
  it.each(["apps/api", "apps/web"])("%s can be built, typechecked and tested", (app) => {
    expect(Object.keys(readJson(`${app}/package.json`).scripts ?? {})).toEqual(
      expect.arrayContaining(["build", "typecheck", "test"]),
    );
  });

  // A workspace of its own has no catalog to take from; lockfile.test.ts holds its one release against ours.
  it.each(manifests.filter((file) => file !== "scripts/trigger-cli/package.json"))(
    "%s takes every version from the catalog",
    (file) => {
      const { dependencies, devDependencies, peerDependencies, optionalDependencies } = readJson(file);
      const versions = Object.entries({
        ...dependencies,
        ...devDependencies,
        ...peerDependencies,
        ...optionalDependencies,
      });
      expect(versions.filter(([, version]) => version !== "catalog:" && version !== "workspace:*")).toEqual([]);
    },
  );

  it("lists @ninefold/testing under devDependencies only", () => {
    expect(manifests.filter((file) => "@ninefold/testing" in (readJson(file).dependencies ?? {}))).toEqual([]);
  });

  it("pins the same Node for editors and version managers as for the project", () => {
    const pinned = /^ {2}node: (.+)$/m.exec(read("pnpm-workspace.yaml"))?.[1];
    expect(read(".node-version").trim()).toBe(pinned);
  });

  it("pins the same pnpm in the catalog as in packageManager", () => {
    const pinned = /^ {2}pnpm: (.+)$/m.exec(read("pnpm-workspace.yaml"))?.[1];
    expect(readJson("package.json").packageManager).toBe(`pnpm@${pinned}`);
  });

  it("reads process.env in env.ts, in build scripts and in tests only", () => {
    const name = ["process", "env"].join(".");
    const allowed =
      /(^|\/)(env|instrumentation)[.]ts$|[.]config[.]ts$|(^|\/)build[.]ts$|^scripts\/|^e2e\/|\/test\/|^packages\/testing\/src\/postgres/;
    const readers = typescript.filter((file) => !allowed.test(file) && new RegExp(`\\b${name}\\b`).test(read(file)));
    expect(readers).toEqual([]);
  });

  it("names files and folders in kebab-case", () => {
    const given =
      /^([A-Z]+[.]md|LICENSE|CODEOWNERS|Dockerfile|pnpm-lock[.]yaml|ISSUE_TEMPLATE|pull_request_template[.]md)$/;
    const generated = /\/drizzle\//;
    // With what GitHub and pnpm give, and Next conventions: [param], [...rest], (group), @slot, _private.
    const kebab = /^[@_]?[(.[]*[a-z0-9]+(-[a-z0-9]+)*[\])]*([.][a-z0-9]+(-[a-z0-9]+)*)*$/;
    const strange = files
      .filter((file) => !generated.test(file))
      .filter((file) => !file.split("/").every((part) => given.test(part) || part.startsWith(".") || kebab.test(part)));
    expect(strange).toEqual([]);
  });

  it("gives no two tests of a package the same name", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const file of typescript.filter((one) => /[.](test|spec)[.]tsx?$/.test(one))) {
      const home = file.split("/").slice(0, 2).join("/");
      for (const title of titlesIn(read(file))) {
        const key = `${home}: ${title}`;
        if (seen.has(key)) {
          twice.push(`${key} (${seen.get(key)}, ${file})`);
        }
        seen.set(key, file);
      }
    }
    expect(twice).toEqual([]);
  });

  it("holds no path of anybody's machine", () => {
    const homes = ["work", "root", "home", "Users"].join("|");
    const pattern = new RegExp(`(^|[\\s"'\`(=:])/(${homes})/[A-Za-z0-9._-]`, "m");
    const text = files.filter((file) => !/[.](png|jpe?g|webp|avif|ico|woff2?|ttf|otf|pdf)$/.test(file));
    expect(text.filter((file) => pattern.test(read(file)))).toEqual([]);
  });
});

describe("the reader of test names", () => {
  it("sees the same title twice under one describe, and not under two", () => {
    const test = '  it("x", () => {});';
    const twice = ['describe("a", () => {', test, test, "});"].join("\n");
    const apart = ['describe("a", () => {', test, "});", 'describe("b", () => {', test, "});"].join("\n");
    expect(new Set(titlesIn(twice)).size).toBe(1);
    expect(new Set(titlesIn(apart)).size).toBe(2);
  });
});

/** Full titles, `describe > it`, read off the formatter's indentation; titles that are computed are left out. */
function titlesIn(source: string): readonly string[] {
  const open: { indent: number; title: string }[] = [];
  const titles: string[] = [];
  for (const line of source.split("\n")) {
    const found = /^( *)(describe|it|test)(?:[.]\w+)*(?:\(.*\))?\(\s*(["'`])(.+?)\3,/.exec(line);
    if (found === null) {
      continue;
    }
    const [, spaces = "", kind, , title = ""] = found;
    const parents = open.filter((one) => one.indent < spaces.length);
    open.splice(0, open.length, ...parents);
    if (kind === "describe") {
      open.push({ indent: spaces.length, title });
    } else {
      titles.push([...parents.map((one) => one.title), title].join(" > "));
    }
  }
  return titles;
}
