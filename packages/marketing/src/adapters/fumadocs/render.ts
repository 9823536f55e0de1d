import { defineCollections, defineConfig } from "fumadocs-mdx/config";
import { dynamic } from "fumadocs-mdx/runtime/dynamic";
import { z } from "zod";
import type { WrittenPage } from "../../domain/page.ts";
import { type Collection, collections } from "../../port.ts";
import { fault } from "./faults.ts";
import type { WrittenFile } from "./files.ts";
import { frontMatter } from "./front-matter.ts";
import type { Site } from "./links.ts";
import { HtmlOfFile, toHtml } from "./to-html.ts";
import { withoutTitle } from "./title.ts";

export interface RenderedFile {
  readonly page: WrittenPage;
  readonly ids: readonly string[];
  /** Where it leads inside the site: file, and the id there if any. */
  readonly links: readonly { readonly href: string; readonly file: string; readonly id?: string }[];
  readonly faults: readonly string[];
}

/**
 * Compiles every page through Fumadocs' own pipeline, which highlights code and cuts the text for search; the last of
 * its plugins writes down the HTML, so that nothing of a page is left to run.
 */
export async function renderFiles(folder: string, site: Site): Promise<readonly RenderedFile[]> {
  const html = new HtmlOfFile();
  const collection = (name: Collection) => defineCollections({ type: "doc", dir: folder, schema: frontMatter[name] });
  const compiler = await dynamic(
    {
      docs: collection("docs"),
      blog: collection("blog"),
      changelog: collection("changelog"),
      default: defineConfig({
        mdxOptions: {
          remarkImageOptions: false,
          remarkCodeTabOptions: false,
          remarkNpmOptions: false,
          remarkHeadingOptions: { customId: false },
          rehypeCodeOptions: {
            // Contrasts of at least 7:1, on the grounds of ui/tokens.css too. The page picks one by a style sheet.
            themes: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
            defaultColor: false,
            icon: false,
            tab: false,
            // A diagram or a made-up language is shown as it is.
            fallbackLanguage: "plaintext",
          },
          remarkPlugins: [[withoutTitle, { html, site }]],
          rehypePlugins: [[toHtml, { html, site }]],
        },
      }),
    },
    { environment: "runtime", configPath: "", outDir: "" },
  );
  const byCollection = collections.map(async (name) => {
    const files = site.files.filter((file) => file.collection === name);
    const entries = await compiler.doc(
      name,
      folder,
      files.map((file) => ({ info: { path: file.file, fullPath: file.fullPath }, data: { ...file.data } })),
    );
    return Promise.all(files.map((file, index) => renderFile(file, entries[index], html)));
  });
  return (await Promise.all(byCollection)).flat();
}

async function renderFile(file: WrittenFile, entry: unknown, html: HtmlOfFile): Promise<RenderedFile> {
  const failed: string[] = [];
  let sections: WrittenPage["sections"] = [];
  try {
    sections = sectionsOf(await Compiled.parse(entry).load());
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    failed.push(fault(file.file, "text", line));
  }
  const { text, headings, ids, links, faults } = html.of(file.fullPath);
  const { title, description, draft, date, author } = file.data;
  return {
    page: {
      collection: file.collection,
      slug: file.slug,
      title,
      description,
      markdown: file.markdown,
      html: text,
      headings,
      sections,
      file: file.file,
      ...(date && { publishedAt: date }),
      ...(author !== undefined && { author }),
      ...(draft !== undefined && { draft }),
    },
    ids,
    links,
    faults: [...failed, ...faults.map(({ field, message }) => fault(file.file, field, message))],
  };
}

/** What a collection without types of its own says of a page. */
const Compiled = z.object({ load: z.custom<() => Promise<unknown>>((value) => typeof value === "function") });
const Structured = z.object({
  structuredData: z.object({
    contents: z.array(z.object({ heading: z.string().optional(), content: z.string() })),
  }),
});

/** One section under each heading: Fumadocs cuts finer, cell by cell, and leaves the marks of code and emphasis in. */
function sectionsOf(compiled: unknown): WrittenPage["sections"] {
  const texts = new Map<string | undefined, string[]>();
  for (const { heading, content } of Structured.parse(compiled).structuredData.contents) {
    texts.set(heading, [...(texts.get(heading) ?? []), plain(content)]);
  }
  return [...texts].map(([heading, parts]) => ({ text: parts.join(" "), ...(heading !== undefined && { heading }) }));
}

function plain(markdown: string): string {
  return markdown
    .replaceAll("`", "")
    .replaceAll(/(\*\*|__)(?=\S)([^]*?\S)\1/g, "$2")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
}
