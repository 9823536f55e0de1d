import type { Element, ElementContent, Root } from "hast";
import { toHtml as stringify } from "hast-util-to-html";
import { visit } from "unist-util-visit";
import type { Heading } from "../../port.ts";
import { resolveLink, type Site } from "./links.ts";

interface FileHtml {
  text: string;
  readonly headings: Heading[];
  readonly ids: string[];
  readonly links: { href: string; file: string; id?: string }[];
  readonly faults: { field: string; message: string }[];
}

/** What the plugins find out about each file while it is compiled. */
export class HtmlOfFile {
  readonly #files = new Map<string, FileHtml>();

  of(fullPath: string): FileHtml {
    const found = this.#files.get(fullPath) ?? { text: "", headings: [], ids: [], links: [], faults: [] };
    this.#files.set(fullPath, found);
    return found;
  }
}

interface ToHtmlOptions {
  readonly html: HtmlOfFile;
  readonly site: Site;
}

/** The last plugin: makes the page's own changes and writes its HTML, and leaves nothing to be compiled. */
export function toHtml({ html, site }: ToHtmlOptions) {
  return (tree: Root, { path }: { readonly path: string }): void => {
    const found = html.of(path);
    const framing: (() => void)[] = [];
    visit(tree, "element", (element, index, parent) => {
      if (/^h[1-6]$/.test(element.tagName)) nameHeading(element, found);
      if (element.tagName === "a") followLink(element, { path, found, site });
      if (element.tagName === "img") refuseImage(element, found);
      if (FRAMES[element.tagName] !== undefined && parent !== undefined && index !== undefined) {
        framing.push(() => {
          parent.children[index] = frame(element);
        });
      }
    });
    for (const putFrame of framing) putFrame();
    // Raw HTML is escaped by this: a page is text, whoever wrote it.
    found.text = stringify({ type: "root", children: tree.children.filter((node) => !isCode(node)) }).trim();
    tree.children = tree.children.filter(isCode);
  };
}

/** What the compiler exports of a page, which is no part of it. */
const isCode = ({ type }: { readonly type: string }): boolean => type.startsWith("mdx");

/** Links itself, so that a place can be shared; levels are not skipped, since people listen to them. */
function nameHeading(element: Element, { headings, ids, faults }: FileHtml): void {
  const depth = Number(element.tagName[1]);
  const id = element.properties["id"] ?? "";
  const title = textOf(element);
  const above = headings.at(-1)?.depth ?? 1;
  if (depth > above + 1 && depth < 4) {
    faults.push({ field: "text", message: `"${title}" is of level ${depth} right below one of level ${above}` });
  }
  ids.push(id);
  if (depth === 2 || depth === 3) headings.push({ id, title, depth });
  if (!element.children.some((child) => child.type === "element" && child.tagName === "a")) {
    element.children = [link(`#${id}`, element.children)];
  }
}

interface LinkContext {
  readonly path: string;
  readonly found: FileHtml;
  readonly site: Site;
}

function followLink(element: Element, { path, found, site }: LinkContext): void {
  const href = element.properties["href"] ?? "";
  // The heading's own, which was put there a moment ago.
  if (href.startsWith("#") && element.properties["data-heading"] !== undefined) return;
  const target = resolveLink(href, path, site);
  switch (target.kind) {
    case "fault":
      found.faults.push({ field: "link", message: `${href} ${target.message}` });
      break;
    case "page":
      found.links.push({ href, file: target.file, ...(target.id !== undefined && { id: target.id }) });
      element.properties["href"] = target.address;
      break;
    case "hidden":
      element.tagName = "span";
      element.properties = {};
      break;
    case "address":
      element.properties["href"] = target.address;
  }
}

function refuseImage(element: Element, { faults }: FileHtml): void {
  const { src, alt } = element.properties;
  if (alt === undefined || alt === "") faults.push({ field: "image", message: `${String(src)} has no words for it` });
  faults.push({ field: "image", message: `${String(src)} can not be shown: pages have no images yet` });
}

/** What may be wider than a phone scrolls by itself, also by keyboard. */
const FRAMES: Readonly<Record<string, string>> = { table: "table-frame", pre: "code-frame" };

function frame(element: Element): Element {
  const properties = element.tagName === "table" ? { tabIndex: 0, role: "group", ariaLabel: "Table" } : {};
  return {
    type: "element",
    tagName: "div",
    properties: { ...properties, className: [FRAMES[element.tagName] ?? ""] },
    children: [element],
  };
}

function link(href: string, children: readonly ElementContent[]): Element {
  return { type: "element", tagName: "a", properties: { href, "data-heading": "" }, children: [...children] };
}

function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map((child) => textOf(child)).join("") : "";
}
