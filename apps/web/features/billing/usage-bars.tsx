/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a <meter> is drawn by each browser in colours of its own */
import { fill, type Language } from "../../languages.ts";
import { classes } from "../../ui/classes.ts";
import type { Billing } from "./billing.ts";
import type { BillingCopy } from "./copy.ts";
import { dayOf } from "./day.ts";

interface UsageBarsProps {
  readonly limits: Billing["limits"];
  readonly copy: BillingCopy;
  readonly language: Language;
}

/** How much of each limit is used. */
export function UsageBars({ limits, copy, language }: UsageBarsProps) {
  const count = (value: number) => value.toLocaleString(language);
  return (
    <ul className="grid gap-5">
      {limits.map(({ limit, allowed, used, resetsAt }) => {
        const isFull = allowed !== null && used >= allowed;
        const sentence =
          allowed === null
            ? fill(copy.usedUnlimited, { used: count(used) })
            : fill(copy.used, { used: count(used), allowed: count(allowed) });
        return (
          <li key={limit}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="text-14 font-medium text-ink">{copy.limitNames[limit]}</span>
              <span className="text-13 text-ink-soft tabular-nums">{sentence}</span>
            </div>
            {allowed !== null && (
              <div
                role="meter"
                aria-label={copy.limitNames[limit]}
                aria-valuemin={0}
                aria-valuemax={allowed}
                aria-valuenow={Math.min(used, allowed)}
                aria-valuetext={sentence}
                className="mt-2 h-2 overflow-hidden rounded-control bg-line"
              >
                <div
                  className={classes("h-full rounded-control", isFull ? "bg-warn-edge" : "bg-accent")}
                  style={{ width: `${Math.min(100, (used / Math.max(allowed, 1)) * 100)}%` }}
                />
              </div>
            )}
            {(isFull || resetsAt !== null) && (
              <p className={classes("mt-1.5 text-13", isFull ? "text-warn-ink" : "text-ink-faint")}>
                {isFull && copy.full} {resetsAt !== null && fill(copy.resets, { date: dayOf(resetsAt, language) })}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
