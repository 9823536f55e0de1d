import { describe, expect, it } from "vitest";
import { parseRunbook } from "../../apps/api/src/runbooks.ts";
import { read, repositoryFiles } from "./repository.ts";

const files = repositoryFiles();
const runbooks = files
  .filter((file) => /^runbooks\/.+[.]md$/.test(file) && !file.endsWith("/README.md"))
  .map((file) => parseRunbook(file.slice("runbooks/".length, -".md".length), read(file)));
const sources = files.filter((file) => /^(packages\/[^/]+|apps\/api)\/src\/.+(?<![.]test)[.]ts$/.test(file));

/** As guarded calls name them: `guard({ dependency: "media", … })`. */
function dependenciesIn(source: string): readonly string[] {
  return [...source.matchAll(/guard(?:<[^>]*>)?\(\s*\{\s*dependency:\s*"([^"]+)"/g)].map(([, name = ""]) => name);
}

/** What operators switch off although nobody calls it: `isSwitchedOff("sign-ups")`. */
function switchesIn(source: string): readonly string[] {
  return [...source.matchAll(/isSwitchedOff\("([^"]+)"\)/g)].map(([, name = ""]) => name);
}

const named = (source: string) => [...dependenciesIn(source), ...switchesIn(source)];
const called = [...new Set(sources.flatMap((file) => named(read(file))))].toSorted();

describe("runbooks", () => {
  it("I-141: there is one for every dependency that a guarded call names", () => {
    expect(called.length).toBeGreaterThan(2);
    const without = called.filter((name) => !runbooks.some(({ dependencies }) => dependencies.includes(name)));
    expect(without).toEqual([]);
  });

  it("are about no dependency that nobody calls", () => {
    const unknown = runbooks.flatMap(({ id, dependencies }) =>
      dependencies.filter((name) => !called.includes(name)).map((name) => `${id}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it("are the first that is found: no dependency has two", () => {
    const names = runbooks.flatMap(({ dependencies }) => dependencies);
    expect(names).toEqual([...new Set(names)]);
  });

  it("stand in the table of symptoms, each of them", () => {
    const table = read("runbooks/README.md");
    expect(runbooks.filter(({ id }) => !table.includes(`](${id}.md)`)).map(({ id }) => id)).toEqual([]);
  });

  it.each(runbooks)(
    "$id has an owner, a date of its rehearsal or none yet, and the parts of a runbook in order",
    ({ text }) => {
      expect(text).toMatch(/^Owner: /);
      expect(text).toMatch(/Last rehearsed: (\d{4}-\d{2}-\d{2}|not yet)/);
      const parts = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
      expect(parts).toEqual(["Symptom", "Blast radius", "Check", "Act", "Verify", "Communicate", "Follow-up"]);
    },
  );

  it("would be missed: a call that nobody wrote one for is found", () => {
    const text = 'await needs.guard(\n  { dependency: "media", operation: "put", idempotent: true },\n  work)';
    expect(dependenciesIn(text)).toEqual(["media"]);
  });

  it("no guarded call names its dependency in a way that is not found here", () => {
    const hidden = sources.filter((file) => {
      const source = read(file);
      const calls = [...source.matchAll(/\bguard(?:<[^>]*>)?\(/g)].length;
      return calls > dependenciesIn(source).length && !/^packages\/(ops-safety|testing)\//.test(file);
    });
    expect(hidden).toEqual([]);
  });
});
