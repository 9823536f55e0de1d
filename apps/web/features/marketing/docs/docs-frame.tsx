import type { ReactNode } from "react";
import { defaultLanguage, type Language, sitePath } from "../../../languages.ts";
import { classes } from "../../../ui/classes.ts";
import type { DocsCopy } from "../copy/docs.ts";
import { ACROSS } from "../across.ts";
import { DocsList } from "./docs-list.tsx";
import { KeepInView } from "./keep-in-view.tsx";
import { SearchDialog } from "./search-dialog.tsx";
import { SEARCH_INDEX } from "./search-index.ts";

interface DocsFrameProps {
  readonly copy: DocsCopy;
  readonly language: Language;
  /** Of the page that is shown. */
  readonly slug: string;
  readonly children: ReactNode;
}

/** Search and the list of pages, beside a page of the docs; above it, and folded, on a phone. */
export function DocsFrame({ copy, language, slug, children }: DocsFrameProps) {
  const list = <DocsList copy={copy} language={language} slug={slug} />;
  const search = (
    <SearchDialog
      copy={copy.search}
      index={SEARCH_INDEX}
      prefix={language === defaultLanguage ? "" : sitePath(language, "/")}
    />
  );
  return (
    <div
      className={classes(
        ACROSS,
        "grid gap-x-12 gap-y-8 print:block pt-4 pb-24 sm:pt-8 lg:grid-cols-[13.5rem_minmax(0,1fr)]",
      )}
    >
      <div className="self-start print:hidden lg:sticky lg:top-6 lg:flex lg:max-h-[calc(100dvh-3rem)] lg:flex-col">
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
