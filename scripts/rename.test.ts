import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, isBinary, repositoryFiles } from "./checks/repository.ts";
import { currentNaming, parseNaming, renameText } from "./rename.ts";

const old = currentNaming(ROOT);
/** In pieces, so that this file does not hold the name and renaming back restores it. */
const chosen = ["Globex", "Demo"].join("");
const fresh = parseNaming(chosen.toLowerCase(), { brand: chosen, keyPrefix: "gxd" });

describe("a name", () => {
  it.each(["", "abc", "Acme", "ac me", "ac-me", "4cme", "acmé", "a".repeat(31)])(
    "must fit every place it goes: not %j",
    (name) => {
      expect(() => parseNaming(name)).toThrow("does not fit");
    },
  );

  it.each(["billing", "react", "node", "postgres", "safety"])("must not be taken: not %s", (name) => {
    expect(() => parseNaming(name)).toThrow("already means something");
  });

  it("has a brand of the same letters, and a short key prefix", () => {
    expect(() => parseNaming("initech", { brand: "Umbrella" })).toThrow("in other letter case");
    expect(() => parseNaming("initech", { keyPrefix: "Key-" })).toThrow("does not fit");
    expect(parseNaming("initech")).toEqual({ name: "initech", brand: "Initech", keyPrefix: "init" });
  });

  it("takes the letter case of what it replaces", () => {
    const text = [
      `@${old.name}/web`,
      `${old.name.toUpperCase()}_STAGE`,
      `${old.brand}'s`,
      `${old.keyPrefix}_live`,
    ].join(" ");
    expect(renameText(text, old, fresh)).toBe(
      `@${fresh.name}/web ${fresh.name.toUpperCase()}_STAGE ${chosen}'s ${fresh.keyPrefix}_live`,
    );
  });

  it("leaves a key prefix alone inside of a longer word", () => {
    expect(renameText(`co${old.keyPrefix}_x my_${old.keyPrefix}_x`, old, fresh)).toBe(
      `co${old.keyPrefix}_x my_${old.keyPrefix}_x`,
    );
  });
});

describe("renaming a copy of the repository", () => {
  let copy: string;
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@localhost", ...args], {
      cwd: copy,
      encoding: "utf8",
    });
  const rename = (...args: readonly string[]) =>
    spawnSync(process.execPath, ["scripts/rename.ts", ...args], { cwd: copy, encoding: "utf8" });

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "rename-"));
    for (const file of repositoryFiles()) {
      cpSync(join(ROOT, file), join(copy, file));
    }
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "copy");
  }, 60_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }), 60_000);

  it("is refused while there are changes that are not committed", () => {
    writeFileSync(join(copy, "draft.txt"), "not committed");
    const { status, stderr } = rename(fresh.name);
    rmSync(join(copy, "draft.txt"));
    expect(stderr).toContain("not committed");
    expect(status).toBe(1);
    expect(git("status", "--porcelain")).toBe("");
  });

  it("leaves the old name in the licence only, and changes nothing the second time", () => {
    const first = rename(fresh.name, "--brand", fresh.brand, "--key-prefix", fresh.keyPrefix);
    expect(first.stderr).toBe("");
    const left = repositoryFiles(copy).filter((file) => mentions(join(copy, file)) || file.includes(old.name));
    expect(left).toEqual(["LICENSE"]);
    git("add", "--all");
    git("commit", "--quiet", "--message", "renamed");
    expect(rename(fresh.name).stdout).toContain("Nothing to do");
    expect(git("status", "--porcelain")).toBe("");
  }, 60_000);

  it("leaves a lockfile that installs and a package that typechecks", () => {
    const pnpm = join(ROOT, "node_modules/.bin/pnpm");
    // The policy on the age of releases asks the registry; this is about the names.
    const offline = ["--offline", "--frozen-lockfile", "--ignore-scripts", "--config.minimum-release-age=0"];
    const parts = ["--filter", ".", "--filter", "{./packages/media}..."];
    const install = spawnSync(pnpm, ["install", ...offline, ...parts], { cwd: copy, encoding: "utf8" });
    expect(install.stdout + install.stderr).toContain("Done in");
    const tsc = spawnSync(join(copy, "node_modules/.bin/tsc"), ["--noEmit", "--project", "packages/media"], {
      cwd: copy,
      encoding: "utf8",
    });
    expect(tsc.stdout).toBe("");
    expect(tsc.status).toBe(0);
  }, 120_000);

  it("can be undone by renaming back", () => {
    const back = rename(old.name, "--brand", old.brand, "--key-prefix", old.keyPrefix);
    expect(back.stderr).toBe("");
    expect(git("diff", "--stat", "HEAD~1")).toBe("");
  }, 60_000);
});

function mentions(path: string): boolean {
  const bytes = readFileSync(path);
  return !isBinary(bytes) && bytes.toString("utf8").toLowerCase().includes(old.name);
}
