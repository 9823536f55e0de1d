"use client";

import { fill, type Language } from "../../languages.ts";
import { ButtonAnchor } from "../../ui/button-anchor.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { type Interval, PLANS } from "./billing.ts";
import type { PlansCopy } from "./copy.ts";
import { PlanCard } from "./plan-card.tsx";

interface PricingProps {
  readonly copy: PlansCopy;
  /** `{plan}`. */
  readonly start: string;
  readonly language: Language;
}

/** Every plan for whoever has no account yet. */
export function Pricing({ copy, start, language }: PricingProps) {
  const panel = (interval: Interval) => (
    <div className="grid gap-4 md:grid-cols-3">
      {PLANS.map((plan) => (
        <PlanCard
          key={plan.key}
          plan={plan}
          interval={interval}
          copy={copy}
          language={language}
          heading="h2"
          isMarked={plan.key === "pro"}
          action={
            <ButtonAnchor href={`/sign-up?language=${language}`} look={plan.key === "pro" ? "primary" : "secondary"}>
              {fill(start, { plan: plan.name })}
            </ButtonAnchor>
          }
        />
      ))}
    </div>
  );
  return (
    <Tabs
      label={copy.intervals}
      tabs={[
        { value: "month", label: copy.month, panel: panel("month") },
        { value: "year", label: copy.year, panel: panel("year") },
      ]}
    />
  );
}
