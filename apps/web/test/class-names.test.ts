import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { __unstable__loadDesignSystem as loadDesignSystem } from "tailwindcss";
import { expect, test } from "vitest";

const web = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const read = (path: string) => readFileSync(join(web, path), "utf8");

const PLACES = /className=(?:"([^"]*)"|\{`([^`]*)`\}|\{classes\(([^)]*)\)\})/g;
const TEXTS = /"([^"]*)"/g;
/** Compared with or looked up by, and so nothing that anybody wears. */
const ASKED = /(?:[=!]==|\?\?) "[^"]*"/g;
/** They say where others look, and look like nothing themselves. */
const isMark = (name: string) => /^(?:group|peer)(?:\/|$)/.test(name);

/** What a page's source says in `className`, but for what it works out between `${}`. */
const classNamesIn = (source: string): readonly string[] =>
  [...source.matchAll(PLACES)].flatMap(([, text = "", template = "", call = ""]) => {
    const called = [...call.replaceAll(ASKED, "").matchAll(TEXTS)].map(([, each = ""]) => each);
    const all = [text, template.replaceAll(/\$\{[^}]*\}/g, " "), ...called].join(" ");
    return all.split(/\s+/).filter((name) => name !== "");
  });

test("a class that a page names does something: our theme has none of Tailwind's own colours, fonts or sizes", async () => {
  const css = read("ui/base.css");
  const written = css + read("features/marketing/docs/prose.css");
  const system = await loadDesignSystem(css, {
    base: join(web, "ui"),
    loadStylesheet: async (id, base) => {
      const path = id === "tailwindcss" ? require.resolve("tailwindcss/index.css") : join(base, id);
      return { path, base: dirname(path), content: readFileSync(path, "utf8") };
    },
  });
  const own = new Set([...written.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  const dead = ["app", "features", "ui"].flatMap((folder) =>
    readdirSync(join(web, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".tsx") && !path.includes(".test."))
      .flatMap((path) => {
        const names = classNamesIn(read(join(folder, path))).filter((name) => !own.has(name) && !isMark(name));
        const made = system.candidatesToCss([...names]);
        return names.filter((_, index) => made[index] === null).map((name) => `${folder}/${path}: ${name}`);
      }),
  );

  expect(dead).toEqual([]);
});
