import { unwrap } from "../../../api.ts";
import { fill } from "../../../languages.ts";
import { Button } from "../../../ui/button.tsx";
import { useLanguage } from "../../../ui/words.tsx";
import { type ConsoleVendor, development } from "../api.ts";
import type { VendorsCopy } from "../copy/vendors.ts";
import { PartTitle } from "../parts.tsx";
import type { Decisions } from "../use-decision.ts";

interface ClockPartProps {
  readonly vendors: readonly ConsoleVendor[];
  readonly copy: VendorsCopy;
  readonly decisions: Decisions;
}

const STEPS = ["hour", "day", "month"] as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The time by which something comes due at a vendor: the one that is furthest ahead is shown. */
export function ClockPart({ vendors, copy, decisions: { decide, pending } }: ClockPartProps) {
  const language = useLanguage();
  const [clock] = vendors.map((vendor) => vendor.clock).toSorted((one, other) => other.aheadMs - one.aheadMs);
  if (clock === undefined) return null;
  const isAhead = clock.fixed || clock.aheadMs >= 1_000;
  const move = (name: string, json: { readonly advance: (typeof STEPS)[number] } | { readonly follow: true }) =>
    void decide(name, () => unwrap(development.clock.$post({ json })));
  return (
    <>
      <PartTitle>{copy.clock}</PartTitle>
      <div className="grid gap-2.5 px-4 py-3">
        <p className="flex flex-wrap items-baseline gap-x-3 text-14 text-ink">
          <time dateTime={clock.now} className="tabular-nums" suppressHydrationWarning>
            {new Date(clock.now).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" })}
          </time>
          <span className="text-12 text-ink-faint">{isAhead ? aheadWords(clock.aheadMs, copy) : copy.inStep}</span>
        </p>
        <p className="text-12 text-ink-faint">{copy.clockLead}</p>
        <div className="flex flex-wrap gap-2">
          {STEPS.map((step) => (
            <Button
              key={step}
              size="small"
              pending={pending === step ? copy.moving : undefined}
              onClick={() => move(step, { advance: step })}
            >
              {copy.steps[step]}
            </Button>
          ))}
          <Button size="small" look="quiet" disabled={!isAhead} onClick={() => move("follow", { follow: true })}>
            {copy.follow}
          </Button>
        </div>
      </div>
    </>
  );
}

function aheadWords(aheadMs: number, { ahead }: VendorsCopy): string {
  if (aheadMs < 2 * DAY_MS) return fill(ahead.hours, { count: String(Math.round(aheadMs / HOUR_MS)) });
  return fill(ahead.days, { count: String(Math.round(aheadMs / DAY_MS)) });
}
