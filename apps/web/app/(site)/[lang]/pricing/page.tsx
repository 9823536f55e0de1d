import type { Metadata } from "next";
import { getCopy } from "../../../../copy.ts";
import { Pricing } from "../../../../features/billing/pricing.tsx";
import { ACROSS } from "../../../../features/marketing/across.ts";
import { SiteFrame } from "../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../site.ts";

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const { pricing } = getCopy(await pageLanguage(params)).marketing;
  return { title: pricing.title, description: pricing.lead };
}

export default async function PricingPage({ params }: SiteParams) {
  const language = await pageLanguage(params);
  const { marketing, billing } = getCopy(language);
  const { site, pricing } = marketing;
  return (
    <SiteFrame copy={site} language={language} path="/pricing">
      <div className={`${ACROSS} pt-8 pb-24 sm:pt-14`}>
        <h1 className="text-32 font-semibold text-balance text-ink">{pricing.title}</h1>
        <p className="mt-3 mb-10 max-w-prose text-16 text-ink-soft">{pricing.lead}</p>
        <Pricing
          copy={{
            plans: billing.plans,
            month: billing.month,
            year: billing.year,
            intervals: billing.intervals,
            perMonth: billing.perMonth,
            perYear: billing.perYear,
            perMonthOfYear: billing.perMonthOfYear,
            limits: billing.limits,
            unlimited: billing.unlimited,
          }}
          start={pricing.start}
          language={language}
        />
        <p className="mt-8 max-w-prose text-13 text-ink-faint">{pricing.note}</p>
      </div>
    </SiteFrame>
  );
}
