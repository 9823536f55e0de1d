import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { fill, fillCount, type Language } from "../../languages.ts";
import { classes } from "../../ui/classes.ts";
import { type CataloguePlan, type Interval, LIMIT_NAMES } from "./billing.ts";
import type { PlansCopy } from "./copy.ts";
import { formatMoney } from "./money.ts";

interface PlanCardProps {
  readonly plan: CataloguePlan;
  readonly interval: Interval;
  readonly copy: PlansCopy;
  readonly language: Language;
  /** One below the heading that it stands under. */
  readonly heading: "h2" | "h3";
  /** Set apart from the others. */
  readonly isMarked?: boolean;
  /** What can be done about it. */
  readonly action: ReactNode;
}

/** One plan: what it costs, for whom it is, and what it includes. */
export function PlanCard({
  plan,
  interval,
  copy,
  language,
  heading: Heading,
  isMarked = false,
  action,
}: PlanCardProps) {
  const price = plan.prices[interval];
  const aMonth = { ...price, amountMinor: Math.round(price.amountMinor / 12) };
  return (
    <article
      className={classes(
        "flex min-w-0 flex-col rounded-panel border bg-panel p-4 sm:p-6",
        isMarked ? "border-accent" : "border-line",
      )}
    >
      <Heading className="text-16 font-semibold text-ink">{plan.name}</Heading>
      <p className="mt-1 text-14 md:min-h-11 text-ink-soft">{copy.plans[plan.key]}</p>
      <p className="mt-4 flex flex-wrap items-baseline gap-x-1.5">
        <span className="text-32 font-semibold text-ink tabular-nums">{formatMoney(price, language)}</span>
        <span className="text-14 text-ink-faint">{interval === "month" ? copy.perMonth : copy.perYear}</span>
      </p>
      <p className="min-h-5 text-13 text-ink-faint tabular-nums">
        {interval === "year" &&
          price.amountMinor > 0 &&
          fill(copy.perMonthOfYear, { price: formatMoney(aMonth, language) })}
      </p>
      <ul className="mt-5 mb-6 grid gap-2 text-14 text-ink">
        {LIMIT_NAMES.map((limit) => {
          const allowed = plan.limits[limit];
          return (
            <li key={limit} className="flex gap-2">
              <Check size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-good-ink" />
              {allowed === null ? copy.unlimited[limit] : fillCount(language, copy.limits[limit], allowed)}
            </li>
          );
        })}
      </ul>
      <div className="mt-auto grid">{action}</div>
    </article>
  );
}
