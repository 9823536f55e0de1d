import type { Collection } from "../port.ts";

/** Where the site shows a page, in its default language: `/docs/guides/add-a-route`, `/blog`, `/changelog`. */
export function addressOf({ collection, slug }: { readonly collection: Collection; readonly slug: string }): string {
  return slug === "" ? `/${collection}` : `/${collection}/${slug}`;
}
