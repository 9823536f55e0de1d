import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, read, readJson, repositoryFiles } from "./repository.ts";

/** Named in docs, and there only after a run. */
const GENERATED = /\/(playwright-report|test-results|dist|[.]next|[.]source)\b/;
const files = repositoryFiles();
const pages = files.filter((file) => /[.]mdx?$/.test(file));
const known = ["install", "run", ...Object.keys(readJson("package.json").scripts ?? {})];

describe.each(pages)("%s", (page) => {
  const text = withoutFences(read(page));

  it("links to nothing that is missing", () => {
    expect(relativeLinks(text).filter((link) => !resolves(page, link))).toEqual([]);
  });

  it("names commands that exist", () => {
    expect(commandsIn(read(page)).filter((name) => !known.includes(name))).toEqual([]);
  });

  it("names files that exist", () => {
    const named = [...text.matchAll(/`((?:apps|packages|docs|scripts|e2e|runbooks|[.]github)\/[\w./-]+)`/g)];
    const missing = named
      .map(([, path = ""]) => path)
      .filter((path) => !GENERATED.test(path) && !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });
});

describe.each(files.filter((file) => /^[.](github|devcontainer)\/.+[.](ya?ml|json)$/.test(file)))("%s", (file) => {
  it("runs commands that exist", () => {
    expect(commandsIn(read(file)).filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("decision records", () => {
  const records = files.filter((file) => file.startsWith("docs/decisions/0"));

  it("are numbered without a gap", () => {
    const numbers = records.map((file) => Number(/\/(\d{4})-/.exec(file)?.[1])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it.each(records)("%s has the five headings", (record) => {
    const headings = [...read(record).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(["Date", "Status", "Context", "Decision", "Consequences"]);
  });
});

describe("pages of systems", () => {
  it.each(files.filter((file) => /^docs\/systems\/(?!README)[^/]+[.]md$/.test(file)))(
    "%s has the thirteen parts, in order",
    (page) => {
      const parts = [...read(page).matchAll(/^## (\d+)[.] /gm)].map(([, number]) => Number(number));
      expect(parts).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
    },
  );
});

describe("workflows", () => {
  const workflows = files.filter((file) => /^[.]github\/workflows\/.+[.]ya?ml$/.test(file));

  it.each(workflows)("%s pins every action to a commit and says which release that is", (workflow) => {
    const uses = [...read(workflow).matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, action = ""]) => action);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+[.]\d+[.]\d+$/.test(action))).toEqual([]);
  });

  it.each(workflows)("%s asks for no more than reading, and passes no text of strangers to a shell", (workflow) => {
    expect(read(workflow)).toMatch(/^permissions:\n {2}contents: read\n/m);
    expect(read(workflow)).not.toMatch(/pull_request_target|\$\{\{ github[.]event[.]|\$\{\{ github[.]head_ref/);
  });
});

describe("ARCHITECTURE.md", () => {
  it("stays short enough to be read: 200 lines", () => {
    expect(read("ARCHITECTURE.md").trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  });
});

/** Names after `npm` and `npm run`. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
}

function withoutFences(text: string): string {
  return text.replaceAll(/^( *)```[\s\S]*?^\1```/gm, "");
}

/** Targets of Markdown links that stay inside the repository, anchors included. */
function relativeLinks(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^([a-z]+:|\/)/.test(target));
}

function resolves(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(ROOT, target))) {
    return false;
  }
  return anchor === undefined || !target.endsWith(".md") || anchorsOf(read(target)).includes(anchor);
}

/** As GitHub makes them from headings. */
function anchorsOf(text: string): readonly string[] {
  return [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
