"use client";

import { useSyncExternalStore } from "react";
import { fill } from "../../languages.ts";
import { Time } from "../../ui/time.tsx";
import type { SchedulesCopy } from "./copy/schedules.ts";

interface UpcomingProps {
  readonly upcoming: readonly string[];
  readonly copy: Pick<SchedulesCopy, "later">;
  readonly language: string;
}

/** The next occurrence, and the ones after it by the clock of whoever reads. */
export function Upcoming({ upcoming, copy, language }: UpcomingProps) {
  const isBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const [next, ...others] = upcoming;
  if (next === undefined) return <span className="text-ink-faint">–</span>;
  const zone = isBrowser ? {} : { timeZone: "UTC" };
  const dayOf = (at: string) => new Date(at).toLocaleDateString(language, zone);
  const isOneDay = upcoming.every((at) => dayOf(at) === dayOf(next));
  const shown = (at: string) =>
    isOneDay
      ? new Date(at).toLocaleTimeString(language, { timeStyle: "short", ...zone })
      : new Date(at).toLocaleString(language, { dateStyle: "short", timeStyle: "short", ...zone });
  return (
    <span className="grid">
      <span className="whitespace-nowrap">
        <Time at={next} language={language} />
      </span>
      <span className="text-13 text-ink-faint @max-[36rem]:hidden" suppressHydrationWarning>
        {/* A time breaks nowhere. */}
        {fill(copy.later, { times: others.map((at) => shown(at).replaceAll(" ", "\u00a0")).join(", ") })}
      </span>
    </span>
  );
}
