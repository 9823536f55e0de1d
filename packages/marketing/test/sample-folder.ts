import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { WrittenPage } from "@ninefold/marketing";
import { samplePages } from "./conformance.ts";

/** A docs folder on disk, in a repository of its own. */
export interface SampleFolder {
  readonly folder: string;
  remove(): void;
}

/** The pages as an author would write them. */
export function writeSampleFolder(pages: readonly WrittenPage[] = samplePages): SampleFolder {
  return writeFolder({
    ...Object.fromEntries(pages.map((page) => [pathOf(page), written(page)])),
    "guides/meta.json": JSON.stringify({ title: "Guides", pages: ["lighthouse", "..."] }),
  });
}

/** A folder with these files. */
export function writeFolder(files: Readonly<Record<string, string>>): SampleFolder {
  const repository = mkdtempSync(join(tmpdir(), "ninefold-docs-"));
  const folder = join(repository, "docs");
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const remove = () => rmSync(repository, { recursive: true, force: true });
  removals.add(remove);
  return { folder, remove };
}

const removals = new Set<() => void>();

/** All that were written so far. */
export function removeSampleFolders(): void {
  for (const remove of removals) remove();
  removals.clear();
}

function pathOf({ collection, slug }: WrittenPage): string {
  if (collection === "changelog") return "changelog.md";
  return `${collection === "blog" ? "blog/" : ""}${slug === "" ? "README" : slug}.md`;
}

function written({ title, description, author, draft, publishedAt, markdown }: WrittenPage): string {
  const day = publishedAt?.toISOString().slice(0, "2026-01-01".length);
  const fields = { title, description, author, draft, date: day };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`],
  );
  return ["---", ...lines, "---", "", markdown, ""].join("\n");
}
