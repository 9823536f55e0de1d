import { asLanguage, defaultLanguage, LANGUAGES, type Language, sitePath } from "./languages.ts";

/** Every public page by its address in the default language, and whether search engines may list it. */
export const SITE_PAGES: Readonly<Record<string, { readonly isListed: boolean }>> = {
  "/": { isListed: true },
  "/legal/privacy": { isListed: true },
  "/legal/terms": { isListed: true },
  "/pricing": { isListed: true },
  "/reference": { isListed: true },
  "/design": { isListed: false },
  "/design/admin": { isListed: false },
  "/design/frame": { isListed: false },
};

export interface SiteParams {
  readonly params: Promise<{ readonly lang: string }>;
}

/** What a public page speaks. Only languages get this far: see `dynamicParams` of its layout. */
export async function pageLanguage(params: SiteParams["params"]): Promise<Language> {
  return asLanguage((await params).lang) ?? defaultLanguage;
}

export interface SitePage {
  readonly language: Language;
  /** Its address in the default language. */
  readonly path: string;
  /** Where Next has it, under app/(site). */
  readonly route: string;
  /** The one address that people and search engines see. */
  readonly address: string;
}

/** The public page at an address as somebody may have written it; `undefined` when there is none. */
export function findSitePage(pathname: string): SitePage | undefined {
  const [, first, ...rest] = pathname.split("/");
  const prefix = asLanguage(first);
  const language = prefix ?? defaultLanguage;
  const path = prefix === undefined ? pathname : `/${rest.join("/")}`;
  if (!Object.hasOwn(SITE_PAGES, path)) return undefined;
  return { language, path, route: routeOf(language, path), address: sitePath(language, path) };
}

/** From each unprefixed address to where Next has the page. */
export function siteRewrites(): readonly { readonly source: string; readonly destination: string }[] {
  return Object.keys(SITE_PAGES).map((path) => ({ source: path, destination: routeOf(defaultLanguage, path) }));
}

/** The one address of a page, and that of the same page in each language, as a `Link` header: a build knows no origin. */
export function siteLinks({ path, address }: SitePage, origin: string): string {
  const at = (to: string) => `<${new URL(to, origin).href}>`;
  return [
    `${at(address)}; rel="canonical"`,
    ...LANGUAGES.map((language) => `${at(sitePath(language, path))}; rel="alternate"; hreflang="${language}"`),
    `${at(path)}; rel="alternate"; hreflang="x-default"`,
  ].join(", ");
}

function routeOf(language: Language, path: string): string {
  return path === "/" ? `/${language}` : `/${language}${path}`;
}
