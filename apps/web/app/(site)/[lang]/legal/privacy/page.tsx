import type { Metadata } from "next";
import { getCopy } from "../../../../../copy.ts";
import { LegalPage } from "../../../../../features/marketing/legal-page.tsx";
import { PRIVACY_VERSION } from "../../../../../features/marketing/privacy-version.ts";
import { SiteFrame } from "../../../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../../../site.ts";

export async function generateMetadata({ params }: SiteParams): Promise<Metadata> {
  const { legal } = getCopy(await pageLanguage(params)).marketing;
  return { title: legal.privacy.title, description: legal.privacy.lead };
}

export default async function PrivacyPage({ params }: SiteParams) {
  const language = await pageLanguage(params);
  const { site, legal } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path="/legal/privacy">
      <LegalPage
        copy={legal}
        text={legal.privacy}
        version={PRIVACY_VERSION}
        language={language}
        other={{ path: "/legal/terms", title: legal.terms.title }}
      />
    </SiteFrame>
  );
}
