import { Fragment } from "react";
import { fill, type Language, sitePath } from "../../languages.ts";
import { Notice } from "../../ui/notice.tsx";
import type { LegalCopy, LegalText } from "./copy/legal.ts";
import { ACROSS } from "./across.ts";

interface LegalPageProps {
  readonly copy: LegalCopy;
  readonly text: LegalText;
  /** The day it took effect, ISO 8601. */
  readonly version: string;
  readonly language: Language;
  readonly other: { readonly path: string; readonly title: string };
}

/** A legal text with its version. As a template it says so, and shows every place that is still to be filled in. */
export function LegalPage({ copy, text, version, language, other }: LegalPageProps) {
  const date = new Date(version).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
  return (
    <div className={`${ACROSS} grid gap-12 pt-8 pb-24 sm:pt-14 lg:grid-cols-[14rem_minmax(0,38rem)] lg:gap-16`}>
      <nav aria-label={copy.contents} className="hidden self-start lg:sticky lg:top-10 lg:block">
        <h2 className="text-13 font-medium text-ink-faint">{copy.contents}</h2>
        <ol className="mt-3 grid gap-2 border-l border-line text-13">
          {text.sections.map(({ title }, index) => (
            <li key={title}>
              <a href={`#${index + 1}`} className="block pl-4 text-ink-soft hover:text-ink hover:underline">
                {title}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <article>
        <h1 className="text-32 font-semibold text-balance text-ink">{text.title}</h1>
        <p className="mt-3 text-16 text-ink-soft">
          <Marked text={text.lead} />
        </p>
        <p className="mt-3 text-13 text-ink-faint tabular-nums">{fill(copy.version, { date, version })}</p>
        <div className="mt-8">
          <Notice tone="warn" isStill>
            {copy.template}
          </Notice>
        </div>
        {text.sections.map(({ title, paragraphs }, index) => (
          <section key={title} id={String(index + 1)} className="mt-10 scroll-mt-8">
            <h2 className="flex gap-3 text-20 font-semibold text-ink">
              <span aria-hidden="true" className="w-6 font-normal text-ink-faint tabular-nums">
                {index + 1}
              </span>
              {title}
            </h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph} className="mt-3 text-16 text-ink-soft sm:pl-9">
                <Marked text={paragraph} />
              </p>
            ))}
          </section>
        ))}
        <p className="mt-12 border-t border-line pt-6 text-14 text-ink-soft">
          {copy.other}:{" "}
          <a
            href={sitePath(language, other.path)}
            className="font-medium text-accent-ink underline decoration-from-font underline-offset-4"
          >
            {other.title}
          </a>
        </p>
      </article>
    </div>
  );
}

const PLACE = /(\[[^\]]+\])/;

/** The text with each place that is still to be filled in marked. */
function Marked({ text }: { readonly text: string }) {
  return text.split(PLACE).map((part, index) =>
    PLACE.test(part) ? (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one text never change places
      <mark key={index} className="rounded-[3px] bg-warn-wash px-1 text-warn-ink">
        {part}
      </mark>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one text never change places
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
