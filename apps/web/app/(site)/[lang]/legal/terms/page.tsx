import { TERMS_VERSION } from "@ninefold/identity/terms";
import type { Metadata } from "next";
import { getCopy } from "../../../../../copy.ts";
import { LegalPage } from "../../../../../features/marketing/legal-page.tsx";
import { SiteFrame } from "../../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../../site.ts";

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const { legal } = getCopy(await pageLanguage(params)).marketing;
  return { title: legal.terms.title, description: legal.terms.lead };
}

export default async function TermsPage({ params }: SiteParams) {
  const language = await pageLanguage(params);
  const { site, legal } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path="/legal/terms">
      <LegalPage
        copy={legal}
        text={legal.terms}
        version={TERMS_VERSION}
        language={language}
        other={{ path: "/legal/privacy", title: legal.privacy.title }}
      />
    </SiteFrame>
  );
}
