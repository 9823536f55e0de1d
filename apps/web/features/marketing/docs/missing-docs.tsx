import { type Language, sitePath } from "../../../languages.ts";
import { Mark } from "../../../ui/mark.tsx";
import { ACROSS } from "../across.ts";
import type { DocsCopy } from "../copy/docs.ts";
import type { SiteCopy } from "../copy/site.ts";
import { DocsList } from "./docs-list.tsx";

interface MissingDocsProps {
  readonly copy: DocsCopy;
  readonly site: Pick<SiteCopy, "name" | "home">;
  readonly language: Language;
}

/**
 * In place of a page that is not there, with all that are. It is made per request, unlike the others, and has nothing of
 * them that runs in a browser: what both kinds share the bundler cuts apart, for 8 KB of scripts on every public page.
 */
export function MissingDocs({ copy, site, language }: MissingDocsProps) {
  return (
    <>
      <header className={`${ACROSS} flex h-16 items-center`}>
        <a
          href={sitePath(language, "/")}
          aria-label={site.home}
          className="flex items-center gap-2.5 rounded-control text-16 font-semibold text-ink"
        >
          <Mark />
          {site.name}
        </a>
      </header>
      <main id="content" className={`${ACROSS} grid gap-12 pt-4 pb-24 sm:pt-8 lg:grid-cols-[13.5rem_minmax(0,1fr)]`}>
        <div>
          <h1 className="text-32 font-semibold text-ink">{copy.missingTitle}</h1>
          <p className="mt-3 max-w-prose text-16 text-ink-soft">{copy.missing}</p>
          <p className="mt-6 text-16">
            <a href={sitePath(language, "/docs")} className="text-accent-ink underline underline-offset-4">
              {copy.toFirstPage}
            </a>
          </p>
        </div>
        <div className="lg:order-first">
          <DocsList copy={copy} language={language} />
        </div>
      </main>
    </>
  );
}
