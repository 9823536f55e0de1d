import type { ReactNode } from "react";
import type { ContentPage } from "../../../content.ts";
import type { Language } from "../../../languages.ts";
import type { DocsCopy } from "../copy/docs.ts";
import { Article } from "../docs/article.tsx";
import { ACROSS } from "../across.ts";

interface WrittenPageProps {
  readonly copy: Pick<DocsCopy, "copyCode" | "copied">;
  readonly language: Language;
  readonly page: ContentPage;
  /** Above the title. */
  readonly above?: ReactNode;
  /** Between title and text. */
  readonly byline?: ReactNode;
}

/** One text in one column: a post, the changelog. */
export function WrittenPage({ copy, language, page, above, byline }: WrittenPageProps) {
  return (
    <div className={ACROSS}>
      <article className="mx-auto max-w-[42rem] pt-8 pb-24 sm:pt-14">
        {above}
        <h1 lang="en" className="text-32 font-semibold text-balance text-ink">
          {page.title}
        </h1>
        <p lang="en" className="mt-3 text-16 text-ink-soft">
          {page.description}
        </p>
        {byline}
        <div className="mt-8 border-t border-line pt-8">
          <Article page={page} language={language} copy={copy} />
        </div>
      </article>
    </div>
  );
}
