import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { addressOf } from "../../domain/address.ts";
import { isPublic } from "../../domain/page.ts";
import { fault } from "./faults.ts";
import type { WrittenFile } from "./files.ts";

/** What a link can be measured against. */
export interface Site {
  /** The top of the repository. */
  readonly root: string;
  readonly files: readonly WrittenFile[];
  readonly now: Date;
  readonly repositoryUrl?: string;
}

type Target =
  /** A page of ours; whether it has the `id` is known when all are compiled. */
  | { readonly kind: "page"; readonly file: string; readonly address: string; readonly id?: string }
  | { readonly kind: "address"; readonly address: string }
  /** There, and nowhere that a reader could see it. */
  | { readonly kind: "hidden" }
  | { readonly kind: "fault"; readonly message: string };

/** Where a link of the page at `fullPath` leads. Written for GitHub: relative from file to file. */
export function resolveLink(href: string, fullPath: string, site: Site): Target {
  const scheme = /^[a-z][a-z\d+.-]*:/i.exec(href)?.[0];
  if (scheme !== undefined) {
    if (/^(https?|mailto):$/i.test(scheme)) return { kind: "address", address: href };
    return { kind: "fault", message: "is no web address" };
  }
  if (href.startsWith("/")) return { kind: "address", address: href };
  const [path = "", id] = decodeURI(href).split("#");
  const target = path === "" ? fullPath : join(dirname(fullPath), path);
  const file = relative(site.root, target).replaceAll("\\", "/").replace(/\/$/, "");
  const page =
    site.files.find((one) => one.file === file) ?? site.files.find((one) => one.file === `${file}/README.md`);
  if (page !== undefined) return toPage(page, { id, fullPath, site });
  if (file.startsWith("../") || !existsSync(target)) return { kind: "fault", message: "leads nowhere" };
  if (site.repositoryUrl === undefined) return { kind: "hidden" };
  return {
    kind: "address",
    address: `${site.repositoryUrl.replace(/\/$/, "")}/${file}${id === undefined ? "" : `#${id}`}`,
  };
}

interface Following {
  readonly id: string | undefined;
  /** The page that links. */
  readonly fullPath: string;
  readonly site: Site;
}

function toPage(page: WrittenFile, { id, fullPath, site }: Following): Target {
  const from = site.files.find((one) => one.fullPath === fullPath);
  if (from !== undefined && isShown(from, site.now) && !isShown(page, site.now)) {
    return { kind: "fault", message: "leads to a page that is not public" };
  }
  const address = `${addressOf(page)}${id === undefined ? "" : `#${id}`}`;
  return { kind: "page", file: page.file, address, ...(id !== undefined && { id }) };
}

function isShown({ data: { draft, date } }: WrittenFile, now: Date): boolean {
  return isPublic({ ...(draft !== undefined && { draft }), ...(date && { publishedAt: date }) }, now);
}

interface Linking {
  readonly page: { readonly file?: string };
  readonly ids: readonly string[];
  readonly links: readonly { readonly href: string; readonly file: string; readonly id?: string }[];
}

/** A line per link to a place that its page does not have. */
export function findDeadLinks(pages: readonly Linking[]): readonly string[] {
  const ids = new Map(pages.map(({ page, ids: found }) => [page.file, new Set(found)]));
  return pages.flatMap(({ page, links }) =>
    links
      .filter(({ file, id }) => id !== undefined && !ids.get(file)?.has(id))
      .map(({ href }) => fault(page.file ?? "", "link", `${href} names a place that the page does not have`)),
  );
}
