import { pagesIn } from "../../../content.ts";
import { type Language, sitePath } from "../../../languages.ts";
import { Dot } from "../../../ui/badge.tsx";
import { classes } from "../../../ui/classes.ts";
import { HUES } from "../../../ui/hues.ts";
import type { DocsCopy } from "../copy/docs.ts";
import { type DocsLink, groupDocs } from "./navigation.ts";

interface DocsListProps {
  readonly copy: Pick<DocsCopy, "pages">;
  readonly language: Language;
  /** Of the page that is shown; absent where there is none. */
  readonly slug?: string;
}

/** Every page of the docs, by folder, in reading order. */
export function DocsList({ copy, language, slug }: DocsListProps) {
  const link = (page: DocsLink, isTop: boolean) => (
    <PageLink page={page} language={language} isCurrent={page.slug === slug} isTop={isTop} />
  );
  return (
    <nav aria-label={copy.pages}>
      <ul lang="en" className="grid gap-4">
        {groupDocs(pagesIn("docs")).map(({ first, pages }) => (
          <li key={first.slug}>
            {link(first, true)}
            {pages.length > 0 && (
              <ul className="mt-1 border-l border-line">
                {pages.map((page) => (
                  <li key={page.slug}>{link(page, false)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PageLinkProps {
  readonly page: DocsLink;
  readonly language: Language;
  readonly isCurrent: boolean;
  readonly isTop: boolean;
}

function PageLink({ page: { title, address, slug }, language, isCurrent, isTop }: PageLinkProps) {
  const hue = HUES.find((name) => slug === `systems/${name}`);
  return (
    <a
      href={sitePath(language, address)}
      aria-current={isCurrent ? "page" : undefined}
      className={classes(
        "flex items-baseline gap-2 rounded-control py-1 text-13 hover:text-ink hover:underline aria-[current=page]:font-medium aria-[current=page]:text-ink",
        isTop
          ? "font-medium text-ink"
          : "-ml-px border-l border-transparent pl-3.5 text-ink-soft aria-[current=page]:border-accent aria-[current=page]:rounded-l-none",
      )}
    >
      {hue !== undefined && <Dot hue={hue} />}
      <span className="min-w-0">{title}</span>
    </a>
  );
}
