import { dirname } from "node:path";
import type { WrittenPage } from "../../domain/page.ts";
import { readFrom } from "../../domain/reading.ts";
import { assertSlugs } from "../../domain/slugs.ts";
import type { ContentSource } from "../../port.ts";
import { refuse } from "./faults.ts";
import { readFiles } from "./files.ts";
import { findDeadLinks } from "./links.ts";
import { inReadingOrder } from "./order.ts";
import { renderFiles } from "./render.ts";

export interface FumadocsContentOptions {
  /** The folder with the pages, absolute; it lies at the top of the repository. */
  readonly folder: string;
  /** Where a file of the repository can be seen, up to the branch. Absent: links to one are plain text. */
  readonly repositoryUrl?: string;
  readonly now?: () => Date;
}

/**
 * Pages from a folder of Markdown: `blog/` and `changelog.md` are what they are called, everything else is docs. A
 * `README.md` is the first page of its folder, and `meta.json` says in which order a folder is read.
 *
 * Read once, with the first call, whole: a page with a fault makes every call fail, so that a build stops.
 * @throws MarketingError from every method: `marketing.invalid_page`, with a line per fault that names file and field,
 *   `marketing.invalid_slug`, `marketing.duplicate_slug`.
 */
export function fumadocsContent({
  folder,
  repositoryUrl,
  now = () => new Date(),
}: FumadocsContentOptions): ContentSource {
  let opened: Promise<readonly WrittenPage[]> | undefined;
  const pages = () => (opened ??= open({ folder, now: now(), ...(repositoryUrl !== undefined && { repositoryUrl }) }));
  return { capabilities: { hasContent: true }, ...readFrom(pages, now) };
}

interface Opening {
  readonly folder: string;
  readonly repositoryUrl?: string;
  readonly now: Date;
}

async function open({ folder, repositoryUrl, now }: Opening): Promise<readonly WrittenPage[]> {
  const { files, metas } = readFiles(folder);
  assertSlugs(files);
  const site = {
    root: dirname(folder),
    files,
    now,
    ...(repositoryUrl !== undefined && { repositoryUrl }),
  };
  const rendered = await renderFiles(folder, site);
  refuse([...rendered.flatMap(({ faults }) => faults), ...findDeadLinks(rendered)]);
  return inReadingOrder(
    rendered.map(({ page }) => page),
    metas,
  );
}
