"use client";

import { statesCopy } from "../features/ops-safety/copy/states.ts";
import { FailedPage } from "../features/ops-safety/failed-page.tsx";
import { asLanguage, defaultLanguage } from "../languages.ts";
import { Document } from "../ui/document.tsx";

interface GlobalErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** Takes the root layout's place when that is what failed, so it brings a document of its own. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const language = currentLanguage();
  const copy = statesCopy[language];
  return (
    <Document language={language}>
      <title>{copy.failed.title}</title>
      <FailedPage copy={copy} error={error} retry={retry} />
    </Document>
  );
}

/** What the page spoke before it failed; without one, the browser's own. */
function currentLanguage() {
  if (typeof document === "undefined") return defaultLanguage;
  const tags = [document.documentElement.lang, navigator.language];
  return tags.map((tag) => asLanguage(tag.split("-")[0])).find((found) => found !== undefined) ?? defaultLanguage;
}
