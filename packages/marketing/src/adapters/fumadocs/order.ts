import { flattenTree } from "fumadocs-core/page-tree";
import { loader, type VirtualFile } from "fumadocs-core/source";
import { addressOf } from "../../domain/address.ts";
import type { WrittenPage } from "../../domain/page.ts";
import type { FolderMeta } from "./files.ts";

/** Docs as their page tree has them, which `meta.json` orders; what it leaves out comes last. Then the others, as they are. */
export function inReadingOrder(pages: readonly WrittenPage[], metas: readonly FolderMeta[]): readonly WrittenPage[] {
  const docs = pages.filter(({ collection }) => collection === "docs");
  const folders = new Set(docs.flatMap(({ slug }) => ancestorsOf(slug)));
  const files: VirtualFile[] = [
    ...docs.map(({ slug, title }) => ({ type: "page" as const, path: treePath(slug, folders), data: { title } })),
    ...metas.map(({ path, data: { title, pages: names } }) => ({
      type: "meta" as const,
      path,
      data: { ...(title !== undefined && { title }), ...(names && { pages: [...names] }) },
    })),
  ];
  const { pageTree } = loader({ baseUrl: addressOf({ collection: "docs", slug: "" }), source: { files } });
  const read = flattenTree(pageTree.children).map(({ url }) => url);
  const place = (page: WrittenPage) => {
    if (page.slug === "") return -1;
    const found = read.indexOf(addressOf(page));
    return found === -1 ? read.length : found;
  };
  return [
    ...docs.toSorted((one, other) => place(one) - place(other)),
    ...pages.filter(({ collection }) => collection !== "docs"),
  ];
}

function ancestorsOf(slug: string): readonly string[] {
  const parts = slug.split("/");
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** A folder's first page is its index, wherever it was written. */
function treePath(slug: string, folders: ReadonlySet<string>): string {
  if (slug === "") return "index.md";
  return folders.has(slug) ? `${slug}/index.md` : `${slug}.md`;
}
