"use client";

import { opsSafetyCopy } from "../features/ops-safety/copy.ts";
import { FailedPage } from "../features/ops-safety/failed-page.tsx";
import { defaultLanguage } from "../languages.ts";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <FailedPage copy={opsSafetyCopy[defaultLanguage]} error={error} retry={retry} />;
}
