/**
 * `npm run docs:check`: every page of the docs folder as the site would show it. Exits with 1 and a line per fault that
 * names file and field. `--write` first gives pages without front matter a title and a description to begin with, and
 * writes what is made from code (boundaries.md).
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fumadocsContent } from "@ninefold/marketing/fumadocs";
import { createMarketing } from "@ninefold/marketing";
import { ROOT } from "./repository.ts";

/** How many pages are public. @throws MarketingError with a line per fault. */
export async function checkPages(folder: string = join(ROOT, "docs")): Promise<number> {
  return (await createMarketing(fumadocsContent({ folder })).listAll()).length;
}

/** The text with front matter made of its first heading and first sentence; as it is when it has some already. */
export function withFrontMatter(text: string): string {
  if (text.startsWith("---\n")) return text;
  const title = plain(/^# (.+)$/m.exec(text)?.[1] ?? "");
  const paragraphs = text
    .replaceAll(/^```[^]*?^```$/gm, "")
    .split(/\n\n+/)
    .filter((part) => /^[A-Z`*[]/.test(part) && !part.startsWith("Package: ") && !/^\d{4}-|^Accepted/.test(part));
  const sentence = /^.*?[.:?](?=\s|$)/.exec(plain((paragraphs[0] ?? "").replaceAll("\n", " ")))?.[0] ?? title;
  const description = sentence.replace(/:$/, ".").slice(0, 200);
  return `---\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(description)}\n---\n\n${text}`;
}

function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .trim();
}

function addFrontMatter(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".md"),
  )) {
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    const written = withFrontMatter(text);
    if (written !== text) writeFileSync(path, written);
  }
}

if (import.meta.main) {
  const folder = join(ROOT, "docs");
  if (process.argv.includes("--write") && existsSync(folder)) addFrontMatter(folder);
  try {
    console.log(`${await checkPages(folder)} pages are in order.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
