import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isDevelopment } from "./env.ts";

const ContentPage = z.object({
  collection: z.enum(["docs", "blog", "changelog"]),
  slug: z.string(),
  /** In the default language. */
  address: z.string(),
  title: z.string(),
  description: z.string(),
  /** ISO 8601. */
  publishedAt: z.string().optional(),
  author: z.string().optional(),
  markdown: z.string(),
  html: z.string(),
  headings: z.array(z.object({ id: z.string(), title: z.string(), depth: z.union([z.literal(2), z.literal(3)]) })),
  sections: z.array(z.object({ heading: z.string().optional(), text: z.string() })),
  /** Where it can be changed. */
  source: z.string().optional(),
});

const Written = z.object({ hasContent: z.boolean(), pages: z.array(ContentPage) });

export type ContentPage = z.infer<typeof ContentPage>;
export type WrittenContent = z.infer<typeof Written>;
export type Collection = ContentPage["collection"];

/** Inside the web app's folder. */
export const CONTENT_FILE = ".content/content.json";

let read: { readonly content: WrittenContent; readonly at: number } | undefined;

/**
 * The public pages as `build-content.ts` wrote them, docs in reading order. Read once; in development again after an edit.
 * @throws Error when there are none written: a site without its docs must not be built by mistake.
 */
export function readContent(): WrittenContent {
  const file = contentFile();
  if (read !== undefined && !isDevelopment) return read.content;
  if (isDevelopment) writeAgain(file);
  const at = writtenAt(file);
  if (at === undefined) {
    throw new Error(`${file} is not there. The build script of apps/web writes it; \`next build\` alone does not.`);
  }
  if (read?.at !== at) read = { at, content: Written.parse(JSON.parse(readFileSync(file, "utf8"))) };
  return read.content;
}

/** Of docs and blog, for links to them; false also before anything was written. */
export function hasContent(): boolean {
  return isDevelopment || existsSync(contentFile()) ? readContent().hasContent : false;
}

/** The pages of a collection. */
export function pagesIn(collection: Collection): readonly ContentPage[] {
  return readContent().pages.filter((page) => page.collection === collection);
}

export function findPage(collection: Collection, slug: string): ContentPage | undefined {
  return readContent().pages.find((page) => page.collection === collection && page.slug === slug);
}

/** The addresses of all pages and lists, in the default language; none before anything was written. */
export function contentAddresses(): readonly string[] {
  if (!existsSync(contentFile())) return [];
  const { pages } = readContent();
  const lists = pages.some(({ collection }) => collection === "blog") ? ["/blog"] : [];
  return [...lists, ...pages.map(({ address }) => address)];
}

/** The server is started, and the app built, in its own folder. */
function contentFile(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), CONTENT_FILE);
}

function writtenAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** @throws Error with a line per fault of a page. */
function writeAgain(file: string): void {
  const docs = path.join(/* turbopackIgnore: true */ process.cwd(), "../../docs");
  const edited = readdirSync(docs, { recursive: true, encoding: "utf8" }).map(
    (name) => writtenAt(path.join(docs, name)) ?? 0,
  );
  if ((writtenAt(file) ?? 0) > Math.max(...edited, writtenAt(docs) ?? 0)) return;
  try {
    execFileSync(process.execPath, ["build-content.ts"], { stdio: "pipe", encoding: "utf8" });
  } catch (cause) {
    throw new Error(cause instanceof Error && "stderr" in cause ? String(cause.stderr) : "the docs can not be read", {
      cause,
    });
  }
}
