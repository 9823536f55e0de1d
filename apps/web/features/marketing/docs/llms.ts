import { type ContentPage, readContent } from "../../../content.ts";
import { getCopy } from "../../../copy.ts";
import { defaultLanguage } from "../../../languages.ts";

/** A list of all that is written, for language models (https://llmstxt.org); `undefined` when nothing is. */
export function llmsList(origin: string): string | undefined {
  return write((pages) =>
    pages.map(({ title, address, description }) => `- [${title}](${new URL(address, origin).href}): ${description}`),
  );
}

/** The same with every text, as it was written. */
export function llmsFull(origin: string): string | undefined {
  return write((pages) =>
    pages.map(({ title, address, markdown }) => {
      const text = markdown.replace(/^# .*\n+/, "");
      return `### ${title}\n\nSource: ${new URL(address, origin).href}\n\n${text}\n`;
    }),
  );
}

const PARTS = { docs: "Docs", blog: "Blog", changelog: "Changelog" } as const;

function write(lines: (pages: readonly ContentPage[]) => readonly string[]): string | undefined {
  const { hasContent, pages } = readContent();
  if (!hasContent) return undefined;
  const { site } = getCopy(defaultLanguage).marketing;
  const parts = (["docs", "blog", "changelog"] as const).map((collection) => {
    const written = lines(pages.filter((page) => page.collection === collection));
    return written.length === 0 ? "" : `\n## ${PARTS[collection]}\n\n${written.join("\n")}\n`;
  });
  return `# ${site.name}\n\n> ${site.description}\n${parts.join("")}`;
}
