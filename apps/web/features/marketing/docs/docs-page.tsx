import { ArrowLeft, ArrowRight, ChevronRight } from "lucide-react";
import { type ContentPage, pagesIn } from "../../../content.ts";
import { type Language, sitePath } from "../../../languages.ts";
import { classes } from "../../../ui/classes.ts";
import type { DocsCopy } from "../copy/docs.ts";
import { Article } from "./article.tsx";
import { DocsFrame } from "./docs-frame.tsx";
import { type DocsLink, neighboursOf, trailOf } from "./navigation.ts";

interface DocsPageProps {
  readonly copy: DocsCopy;
  readonly language: Language;
  readonly page: ContentPage;
}

export function DocsPage({ copy, language, page }: DocsPageProps) {
  const docs = pagesIn("docs");
  return (
    <DocsFrame copy={copy} language={language} slug={page.slug}>
      <div className="grid min-w-0 gap-x-12 print:block xl:grid-cols-[minmax(0,1fr)_11rem]">
        <article className="min-w-0">
          <Trail copy={copy} language={language} trail={trailOf(docs, page.slug)} />
          <h1 lang="en" className="mt-1 text-32 font-semibold text-balance text-ink">
            {page.title}
          </h1>
          <p lang="en" className="mt-3 max-w-prose text-16 text-ink-soft">
            {page.description}
          </p>
          {copy.written !== undefined && <p className="mt-3 text-13 text-ink-faint">{copy.written}</p>}
          <div className="mt-8 border-t border-line pt-8">
            <Article page={page} language={language} copy={copy} />
          </div>
          {page.source !== undefined && (
            <p className="mt-10 text-13 print:hidden">
              <a href={page.source} className="text-accent-ink underline underline-offset-4">
                {copy.edit}
              </a>
            </p>
          )}
          <Neighbours copy={copy} language={language} {...neighboursOf(docs, page.slug)} />
        </article>
        <OnThisPage copy={copy} page={page} />
      </div>
    </DocsFrame>
  );
}

interface TrailProps {
  readonly copy: DocsCopy;
  readonly language: Language;
  readonly trail: readonly DocsLink[];
}

/** Not ui/breadcrumbs.tsx, whose links change the page within the app: each of these is a document of its own. */
function Trail({ copy, language, trail }: TrailProps) {
  if (trail.length === 0) return null;
  return (
    <nav aria-label={copy.trail}>
      <ol lang="en" className="flex flex-wrap items-center gap-1 text-13">
        {trail.map(({ title, address }) => (
          <li key={address} className="flex items-center gap-1 last:[&>svg]:hidden">
            <a
              href={sitePath(language, address)}
              className="rounded-control text-ink-soft hover:text-ink hover:underline"
            >
              {title}
            </a>
            <ChevronRight size={16} aria-hidden="true" className="shrink-0 text-ink-faint" />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function OnThisPage({ copy, page: { headings } }: Pick<DocsPageProps, "copy" | "page">) {
  if (headings.length < 2) return null;
  return (
    <nav
      aria-label={copy.onThisPage}
      className="self-start print:hidden max-xl:hidden xl:sticky xl:top-8 xl:max-h-[calc(100dvh-4rem)] xl:overflow-y-auto"
    >
      <h2 className="text-13 font-medium text-ink-faint">{copy.onThisPage}</h2>
      <ul lang="en" className="mt-3 grid gap-1.5">
        {headings.map(({ id, title, depth }) => (
          <li key={id} className={classes(depth === 3 && "pl-3")}>
            <a href={`#${id}`} className="block rounded-control text-13 text-ink-soft hover:text-ink hover:underline">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface NeighboursProps {
  readonly copy: DocsCopy;
  readonly language: Language;
  readonly previous?: DocsLink;
  readonly next?: DocsLink;
}

function Neighbours({ copy, language, previous, next }: NeighboursProps) {
  return (
    <nav
      aria-label={copy.neighbours}
      className="mt-14 grid gap-3 border-t border-line pt-6 print:hidden sm:grid-cols-2"
    >
      {previous !== undefined && (
        <a href={sitePath(language, previous.address)} rel="prev" className={NEIGHBOUR}>
          <span className="flex items-center gap-1.5 text-13 text-ink-faint">
            <ArrowLeft size={16} aria-hidden="true" />
            {copy.previous}
          </span>
          <span lang="en" className="mt-0.5 block text-14 font-medium text-ink">
            {previous.title}
          </span>
        </a>
      )}
      {next !== undefined && (
        <a
          href={sitePath(language, next.address)}
          rel="next"
          className={classes(NEIGHBOUR, "sm:col-start-2 sm:text-right")}
        >
          <span className="flex items-center gap-1.5 text-13 text-ink-faint sm:justify-end">
            {copy.next}
            <ArrowRight size={16} aria-hidden="true" />
          </span>
          <span lang="en" className="mt-0.5 block text-14 font-medium text-ink">
            {next.title}
          </span>
        </a>
      )}
    </nav>
  );
}

const NEIGHBOUR = "block rounded-panel border border-line p-4 transition-colors hover:bg-well";
