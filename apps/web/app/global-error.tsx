"use client";

import { opsSafetyCopy } from "../features/ops-safety/copy.ts";
import { FailedPage } from "../features/ops-safety/failed-page.tsx";
import { defaultLanguage } from "../languages.ts";
import { Document } from "../ui/document.tsx";

interface GlobalErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** Takes the root layout's place when that is what failed, so it brings a document of its own. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const copy = opsSafetyCopy[defaultLanguage];
  return (
    <Document language={defaultLanguage}>
      <title>{copy.failed.title}</title>
      <FailedPage copy={copy} error={error} retry={retry} />
    </Document>
  );
}
