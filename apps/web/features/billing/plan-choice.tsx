"use client";

import { useState } from "react";
import { fill, type Language } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { openCheckout } from "./actions.ts";
import { type CataloguePlan, type Interval, PLANS, type SoldPlanKey } from "./billing.ts";
import type { CheckoutCopy, PlansCopy } from "./copy.ts";
import { PlanCard } from "./plan-card.tsx";

interface PlanChoiceProps {
  readonly workspaceId: string;
  readonly copy: PlansCopy;
  readonly words: CheckoutCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

/** Every plan, by the month or by the year, and a way to the page on which to pay for it. */
export function PlanChoice({ workspaceId, copy, words, failures, language }: PlanChoiceProps) {
  const [opening, setOpening] = useState<SoldPlanKey>();
  const [refusal, setRefusal] = useState<string>();

  async function choose(planKey: SoldPlanKey, interval: Interval): Promise<void> {
    setOpening(planKey);
    setRefusal(undefined);
    const answer = await openCheckout({ workspaceId, planKey, interval }, { copy: words, failures });
    // Stays busy on success: the page is about to be left.
    if ("url" in answer) return window.location.assign(answer.url);
    setRefusal(answer.refusal);
    setOpening(undefined);
  }

  function action({ key, name }: CataloguePlan, interval: Interval) {
    if (key === "free") return <p className="py-2 text-center text-14 text-ink-faint">{words.current}</p>;
    return (
      <Button
        look={key === "pro" ? "primary" : "secondary"}
        disabled={opening !== undefined}
        pending={opening === key ? words.opening : undefined}
        onClick={() => void choose(key, interval)}
      >
        {fill(words.choose, { plan: name })}
      </Button>
    );
  }

  const panel = (interval: Interval) => (
    <div className="grid gap-4 md:grid-cols-3">
      {PLANS.map((plan) => (
        <PlanCard
          key={plan.key}
          plan={plan}
          interval={interval}
          copy={copy}
          language={language}
          heading="h3"
          isMarked={plan.key === "pro"}
          action={action(plan, interval)}
        />
      ))}
    </div>
  );
  return (
    <div className="grid gap-4">
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      <Tabs
        label={copy.intervals}
        tabs={[
          { value: "month", label: copy.month, panel: panel("month") },
          { value: "year", label: copy.year, panel: panel("year") },
        ]}
      />
    </div>
  );
}
