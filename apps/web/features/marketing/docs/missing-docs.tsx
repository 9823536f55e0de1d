import { type Language, sitePath } from "../../../languages.ts";
import { ButtonLink } from "../../../ui/button-link.tsx";
import type { DocsCopy } from "../copy/docs.ts";
import { DocsFrame } from "./docs-frame.tsx";

interface MissingDocsProps {
  readonly copy: DocsCopy;
  readonly language: Language;
}

/** In place of a page that is not there, with the two ways to find the one that was meant. */
export function MissingDocs({ copy, language }: MissingDocsProps) {
  return (
    <DocsFrame copy={copy} language={language}>
      <div>
        <h1 className="text-32 font-semibold text-ink">{copy.missingTitle}</h1>
        <p className="mt-3 max-w-prose text-16 text-ink-soft">{copy.missing}</p>
        <ButtonLink href={sitePath(language, "/docs")} reload className="mt-8">
          {copy.toFirstPage}
        </ButtonLink>
      </div>
    </DocsFrame>
  );
}
