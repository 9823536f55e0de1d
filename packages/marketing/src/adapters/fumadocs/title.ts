import { visit } from "unist-util-visit";
import type { Site } from "./links.ts";
import type { HtmlOfFile } from "./to-html.ts";

interface Node {
  readonly type: string;
  readonly depth?: number;
  readonly value?: string;
  readonly children?: Node[];
}

interface TitleOptions {
  readonly html: HtmlOfFile;
  readonly site: Pick<Site, "files">;
}

/**
 * GitHub shows a page with its title as first heading; the site draws the title itself. So it is taken out here, and
 * has to be the one that lists and search results show.
 */
export function withoutTitle({ html, site }: TitleOptions) {
  return (tree: Node, { path }: { readonly path: string }): void => {
    const { faults } = html.of(path);
    const [first] = tree.children ?? [];
    if (first !== undefined && isTitle(first)) {
      const title = site.files.find(({ fullPath }) => fullPath === path)?.data.title;
      const heading = textOf(first);
      if (heading !== title) {
        faults.push({ field: "title", message: `must be the first heading, "${heading}", and is "${title}"` });
      }
      tree.children?.shift();
    }
    visit(tree, (node) => {
      if (isTitle(node)) faults.push({ field: "text", message: `"${textOf(node)}" is a second heading of level 1` });
    });
  };
}

const isTitle = ({ type, depth }: Node): boolean => type === "heading" && depth === 1;

function textOf({ value, children = [] }: Node): string {
  return value ?? children.map((child) => textOf(child)).join("");
}
