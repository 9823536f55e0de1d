"use client";

import { FailedPage } from "../../features/ops-safety/failed-page.tsx";
import { statesCopy } from "../../features/ops-safety/copy/states.ts";
import { useLanguage } from "../../ui/words.tsx";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <FailedPage copy={statesCopy[useLanguage()]} error={error} retry={retry} />;
}
