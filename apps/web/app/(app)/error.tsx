"use client";

import { FailedPage } from "../../features/ops-safety/failed-page.tsx";
import { opsSafetyCopy } from "../../features/ops-safety/copy.ts";
import { useLanguage } from "../../ui/words.tsx";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <FailedPage copy={opsSafetyCopy[useLanguage()]} error={error} retry={retry} />;
}
