"use client";

import { useSyncExternalStore } from "react";

interface TimeProps {
  /** ISO 8601. */
  readonly at: string;
  /** BCP 47. */
  readonly language: string;
}

const MINUTE_MS = 60_000;

/**
 * Relative within a day, and as it grows; else the date. The exact time on hover, in the person's zone once their browser
 * has said which.
 */
export function Time({ at, language }: TimeProps) {
  const minute = useSyncExternalStore(everyMinute, thisMinute, onServer);
  const isBrowser = minute !== undefined;
  const zone = isBrowser ? {} : { timeZone: "UTC" };
  const date = new Date(at);
  const exact = date.toLocaleString(language, { dateStyle: "full", timeStyle: "short", ...zone });
  return (
    // A page may be a minute old when a browser takes it over: it says so with the next.
    <time dateTime={at} title={exact} suppressHydrationWarning>
      {relative(date, language) ?? date.toLocaleDateString(language, { dateStyle: "medium", ...zone })}
    </time>
  );
}

const thisMinute = () => Math.floor(Date.now() / MINUTE_MS);
const onServer = () => undefined;

/** One timer for all that is shown. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function everyMinute(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const one of listeners) one();
  }, MINUTE_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function relative(date: Date, language: string): string | undefined {
  const minutes = Math.round((date.getTime() - Date.now()) / MINUTE_MS);
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) >= 24) return undefined;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return Math.abs(minutes) < 60 ? format.format(minutes, "minute") : format.format(hours, "hour");
}
