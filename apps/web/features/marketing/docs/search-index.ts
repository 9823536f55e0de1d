import { pagesIn } from "../../../content.ts";
import type { IndexedPage } from "./search.ts";

/** Where the index of the docs is; a file, made when the site is built. */
export const SEARCH_INDEX = "/docs-search.json";

/** Every public page of the docs, cut as its source cuts it. */
export function searchIndex(): readonly IndexedPage[] {
  return pagesIn("docs").map(({ address, title, description, headings, sections }) => {
    const titles = new Map(headings.map((heading) => [heading.id, heading.title]));
    return {
      a: address,
      t: title,
      d: description,
      s: sections.map(({ heading = "", text }) => [heading, titles.get(heading) ?? "", text] as const),
    };
  });
}
