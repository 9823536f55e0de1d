import type { Catalogue } from "../../languages.ts";
import { designCopy, type DesignCopy } from "./copy/design.ts";
import { blogCopy, type BlogCopy, docsCopy, type DocsCopy } from "./copy/docs.ts";
import { landingCopy, type LandingCopy } from "./copy/landing.ts";
import { legalCopy, type LegalCopy } from "./copy/legal.ts";
import { pricingCopy, type PricingCopy } from "./copy/pricing.ts";
import { referenceCopy, type ReferenceCopy } from "./copy/reference.ts";
import { siteCopy, type SiteCopy } from "./copy/site.ts";

export interface MarketingCopy {
  readonly site: SiteCopy;
  readonly landing: LandingCopy;
  readonly legal: LegalCopy;
  readonly pricing: PricingCopy;
  readonly reference: ReferenceCopy;
  readonly design: DesignCopy;
  readonly docs: DocsCopy;
  readonly blog: BlogCopy;
}

export const marketingCopy: Catalogue<MarketingCopy> = {
  en: {
    site: siteCopy.en,
    landing: landingCopy.en,
    legal: legalCopy.en,
    pricing: pricingCopy.en,
    reference: referenceCopy.en,
    design: designCopy.en,
    docs: docsCopy.en,
    blog: blogCopy.en,
  },
  id: {
    site: siteCopy.id,
    landing: landingCopy.id,
    legal: legalCopy.id,
    pricing: pricingCopy.id,
    reference: referenceCopy.id,
    design: designCopy.id,
    docs: docsCopy.id,
    blog: blogCopy.id,
  },
};
