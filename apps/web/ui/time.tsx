"use client";

import { useSyncExternalStore } from "react";

interface TimeProps {
  /** ISO 8601. */
  readonly at: string;
  /** BCP 47. */
  readonly language: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const never = () => () => undefined;

/** Relative within a day, else the date; the exact time on hover, in the person's zone once their browser has said which. */
export function Time({ at, language }: TimeProps) {
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const zone = isBrowser ? undefined : "UTC";
  const date = new Date(at);
  const exact = date.toLocaleString(language, {
    dateStyle: "full",
    timeStyle: "short",
    ...(zone && { timeZone: zone }),
  });
  const day = date.toLocaleDateString(language, { dateStyle: "medium", ...(zone && { timeZone: zone }) });
  return (
    <time dateTime={at} title={exact}>
      {(isBrowser && relative(date, language)) || day}
    </time>
  );
}

function relative(date: Date, language: string): string | undefined {
  const minutes = Math.round((date.getTime() - Date.now()) / 60_000);
  if (Math.abs(minutes) * 60_000 >= DAY_MS) return undefined;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return Math.abs(minutes) < 60 ? format.format(minutes, "minute") : format.format(Math.round(minutes / 60), "hour");
}
