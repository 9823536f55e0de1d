import type { ReactNode } from "react";
import { pagesIn } from "../../../content.ts";
import { defaultLanguage, type Language, sitePath } from "../../../languages.ts";
import { Dot } from "../../../ui/badge.tsx";
import { classes } from "../../../ui/classes.ts";
import { HUES } from "../../../ui/hues.ts";
import type { DocsCopy } from "../copy/docs.ts";
import { ACROSS } from "../site-frame.tsx";
import { KeepInView } from "./keep-in-view.tsx";
import { type DocsLink, groupDocs } from "./navigation.ts";
import { SearchDialog } from "./search-dialog.tsx";
import { SEARCH_INDEX } from "./search-index.ts";

interface DocsFrameProps {
  readonly copy: DocsCopy;
  readonly language: Language;
  /** Of the page that is shown; absent where there is none. */
  readonly slug?: string;
  readonly children: ReactNode;
}

/** Search and the list of pages, beside a page of the docs; above it, and folded, on a phone. */
export function DocsFrame({ copy, language, slug, children }: DocsFrameProps) {
  const list = <Pages copy={copy} language={language} slug={slug} />;
  const search = (
    <SearchDialog
      copy={copy.search}
      index={SEARCH_INDEX}
      prefix={language === defaultLanguage ? "" : sitePath(language, "/")}
    />
  );
  return (
    <div className={classes(ACROSS, "grid gap-x-12 gap-y-8 pt-4 pb-24 sm:pt-8 lg:grid-cols-[13.5rem_minmax(0,1fr)]")}>
      <div className="self-start lg:sticky lg:top-6 lg:flex lg:max-h-[calc(100dvh-3rem)] lg:flex-col">
        {search}
        <details className="mt-3 rounded-control border border-line lg:hidden">
          <summary className="cursor-pointer rounded-control px-3 py-2.5 text-14 font-medium text-ink">
            {copy.pages}
          </summary>
          <div className="px-3 pb-3">{list}</div>
        </details>
        <KeepInView className="mt-6 overflow-y-auto pb-6 max-lg:hidden">{list}</KeepInView>
      </div>
      {children}
    </div>
  );
}

type PagesProps = Pick<DocsFrameProps, "copy" | "language"> & { readonly slug: string | undefined };

function Pages({ copy, language, slug }: PagesProps) {
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
