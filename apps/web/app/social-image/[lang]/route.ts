import { getCopy } from "../../../copy.ts";
import { drawSocialImage } from "../../../features/marketing/social-image.tsx";
import { LANGUAGES } from "../../../languages.ts";
import { pageLanguage, type SiteParams } from "../../../site.ts";

/** Drawn when the app is built. Outside of the pages, whose addresses depend on the language. */
export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams() {
  return LANGUAGES.map((lang) => ({ lang }));
}

export async function GET(_request: Request, { params }: SiteParams): Promise<Response> {
  return drawSocialImage(getCopy(await pageLanguage(params)).marketing);
}
