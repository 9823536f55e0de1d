import { fill, type Language } from "../../languages.ts";
import { classes } from "../../ui/classes.ts";
import { Time } from "../../ui/time.tsx";
import type { RunsCopy } from "./copy/runs.ts";
import type { RunDetail } from "./runs.ts";

interface RunTimelineProps {
  readonly timeline: RunDetail["timeline"];
  readonly moments: RunsCopy["run"]["moments"];
  readonly language: Language;
}

/** What happened to a run, oldest first: each attempt, why it failed, and what its handler noted. */
export function RunTimeline({ timeline, moments, language }: RunTimelineProps) {
  // Nothing is ever put between two entries of it.
  const entries = timeline.map((entry, place) => ({ ...entry, key: String(place) }));
  return (
    <ol className="grid gap-3">
      {entries.map(({ key, what, at, attempt, message }) => (
        <li key={key} className="grid gap-1">
          <div className="flex items-baseline justify-between gap-4 text-14">
            <span className={classes(TONE[what] ?? "text-ink")}>
              {fill(moments[what], { attempt: String(attempt ?? "") })}
            </span>
            <span className="text-13 whitespace-nowrap text-ink-soft tabular-nums">
              <Time at={at} language={language} />
            </span>
          </div>
          {message !== null && message !== "" && (
            <p className="border-l-2 border-line pl-3 font-mono text-13 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink-soft">
              {message}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

const TONE: Readonly<Partial<Record<RunDetail["timeline"][number]["what"], string>>> = {
  failed: "text-bad-ink",
  dead: "font-medium text-bad-ink",
  expired: "font-medium text-warn-ink",
  succeeded: "font-medium text-good-ink",
  said: "text-ink-soft",
};
