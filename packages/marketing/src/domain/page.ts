import type { Page, PageSummary } from "../port.ts";

/** A page as it was written, public or not yet. */
export interface WrittenPage extends Page {
  readonly draft?: boolean;
}

/** The one rule of what a visitor may know of. Every adapter applies it before anything else. */
export function isPublic(page: Pick<WrittenPage, "draft" | "publishedAt">, now: Date): boolean {
  return page.draft !== true && (page.publishedAt === undefined || page.publishedAt <= now);
}

/** Lower-case words of Latin letters and digits, joined by `-`, in folders; or empty, for a collection's first page. */
export function isSlug(slug: string): boolean {
  const parts = slug === "" ? [] : slug.split("/");
  return slug.length <= 200 && parts.every((part) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part));
}

/** What lists and search results say about a page. Copied field by field: whatever else a page has stays behind. */
export function summaryOf({ collection, slug, title, description, publishedAt, author }: PageSummary): PageSummary {
  return {
    collection,
    slug,
    title,
    description,
    ...(publishedAt && { publishedAt }),
    ...(author !== undefined && { author }),
  };
}

/** All of a public page, and nothing that only its writer knows. */
export function pageOf(page: WrittenPage): Page {
  const { markdown, html, headings, sections, file } = page;
  return { ...summaryOf(page), markdown, html, headings, sections, ...(file !== undefined && { file }) };
}

/** Newest first. */
export function byDay(one: PageSummary, other: PageSummary): number {
  return (other.publishedAt?.getTime() ?? 0) - (one.publishedAt?.getTime() ?? 0);
}

/**
 * How well a page answers a search; 0 when a word is missing from it. A word in the title counts for more than one in
 * the description, and that for more than one in the text.
 */
export function relevance(page: Pick<Page, "title" | "description" | "markdown">, words: readonly string[]): number {
  const fields = [page.title, page.description, page.markdown].map((field) => field.toLowerCase());
  const weights = words.map((word) => [9, 3, 1].filter((_, index) => fields[index]?.includes(word)).reduce(add, 0));
  return weights.includes(0) ? 0 : weights.reduce(add, 0);
}

/** The words of a search, in lower case, each once. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))];
}

function add(one: number, other: number): number {
  return one + other;
}
