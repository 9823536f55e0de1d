import { readContent } from "../../../../content.ts";
import { getCopy } from "../../../../copy.ts";
import { drawPageImage } from "../../../../features/marketing/page-image.tsx";
import { defaultLanguage } from "../../../../languages.ts";

interface ImageParams {
  readonly params: Promise<{ readonly page: readonly string[] }>;
}

/** Drawn when the app is built, for the pages that there are: nobody else's words get into a picture of ours. */
export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams() {
  return readContent().pages.map(({ address }) => ({ lang: defaultLanguage, page: address.slice(1).split("/") }));
}

export async function GET(_request: Request, { params }: ImageParams): Promise<Response> {
  const address = `/${(await params).page.join("/")}`;
  const page = readContent().pages.find((one) => one.address === address);
  if (page === undefined) return new Response(null, { status: 404 });
  return drawPageImage(page, getCopy(defaultLanguage).marketing);
}
