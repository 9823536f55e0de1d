import { getCopy } from "../../../copy.ts";
import { Landing } from "../../../features/marketing/landing.tsx";
import { SiteFrame } from "../../../features/marketing/site-frame.tsx";
import { pageLanguage, type SiteParams } from "../../../site.ts";

export default async function LandingPage({ params }: SiteParams) {
  const language = await pageLanguage(params);
  const { site, landing } = getCopy(language).marketing;
  return (
    <SiteFrame copy={site} language={language} path="/">
      <Landing copy={landing} site={site} language={language} />
    </SiteFrame>
  );
}
