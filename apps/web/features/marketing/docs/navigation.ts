import type { ContentPage } from "../../../content.ts";

export type DocsLink = Pick<ContentPage, "title" | "address" | "slug">;

/** A folder with its first page, or a page that is in none. */
export interface DocsGroup {
  readonly first: DocsLink;
  readonly pages: readonly DocsLink[];
}

/** Docs as a person looks for them: what is at the top, and one level below. */
export function groupDocs(docs: readonly DocsLink[]): readonly DocsGroup[] {
  const groups = new Map<string, DocsLink[]>();
  for (const { title, address, slug } of docs) {
    const top = slug.split("/")[0] ?? "";
    groups.set(top, [...(groups.get(top) ?? []), { title, address, slug }]);
  }
  return [...groups.values()].flatMap(([first, ...pages]) => (first === undefined ? [] : [{ first, pages }]));
}

/** What comes before and after a page when docs are read in order. */
export function neighboursOf(
  docs: readonly DocsLink[],
  slug: string,
): { readonly previous?: DocsLink; readonly next?: DocsLink } {
  const place = docs.findIndex((page) => page.slug === slug);
  const previous = place > 0 ? docs[place - 1] : undefined;
  const next = place === -1 ? undefined : docs[place + 1];
  return { ...(previous && { previous }), ...(next && { next }) };
}

/** The pages above a page, from the top. */
export function trailOf(docs: readonly DocsLink[], slug: string): readonly DocsLink[] {
  const parts = slug === "" ? [] : slug.split("/");
  const above = parts.map((_, index) => parts.slice(0, index).join("/"));
  return above.flatMap((one) => docs.find((page) => page.slug === one) ?? []);
}
