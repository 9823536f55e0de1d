import { contentAddresses } from "./content.ts";
import { isDevelopment } from "./env.ts";
import { asLanguage, defaultLanguage, LANGUAGES, type Language, sitePath } from "./languages.ts";

/**
 * Every public page by its address in the default language, and whether search engines may list it; docs, blog and
 * changelog are beside them, in content.ts.
 */
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
  /** What it is written in. In any other language it is the same text in a frame of that language. */
  readonly languages: readonly Language[];
}

/** The public page at an address as somebody may have written it; `undefined` when there is none. */
export function findSitePage(pathname: string): SitePage | undefined {
  const [, first, ...rest] = pathname.split("/");
  const prefix = asLanguage(first);
  const language = prefix ?? defaultLanguage;
  const path = prefix === undefined ? pathname : `/${rest.join("/")}`;
  const isContent = isContentAddress(path);
  if (!isContent && !Object.hasOwn(SITE_PAGES, path)) return undefined;
  const languages = isContent ? [defaultLanguage] : LANGUAGES;
  return { language, path, route: routeOf(language, path), address: sitePath(language, path), languages };
}

const CONTENT = /^\/(?:docs|blog|changelog)(?:\/|$)/;

/** In place of an address under a language that has no page: the one at which somebody is told so, in their language. */
export function missingContent(pathname: string): string | undefined {
  const [, first, ...rest] = pathname.split("/");
  const path = `/${rest.join("/")}`;
  return asLanguage(first) !== undefined && CONTENT.test(path) ? path : undefined;
}

let addresses: ReadonlySet<string> | undefined;

/** In development every address that may have one: what is there is found out when it is asked for. */
function isContentAddress(path: string): boolean {
  if (isDevelopment) return CONTENT.test(path) && !path.includes(".");
  addresses ??= new Set(contentAddresses());
  return addresses.has(path);
}

/** From each unprefixed address to where Next has the page. */
export function siteRewrites(): readonly { readonly source: string; readonly destination: string }[] {
  const content = isDevelopment
    ? ["/docs/:path([a-z0-9/-]+)", "/blog/:path([a-z0-9/-]+)", "/docs", "/blog", "/changelog"]
    : contentAddresses();
  return [...Object.keys(SITE_PAGES), ...content].map((path) => ({
    source: path,
    destination: routeOf(defaultLanguage, path.replace(/\(.*\)/, "")),
  }));
}

/**
 * The one address of a page, and that of the same page in each language that it is written in, as a `Link` header: a build
 * knows no origin.
 */
export function siteLinks({ path, address, language, languages }: SitePage, origin: string): string {
  const at = (to: string) => `<${new URL(to, origin).href}>`;
  const canonical = languages.includes(language) ? address : path;
  if (languages.length === 1) return `${at(canonical)}; rel="canonical"`;
  return [
    `${at(canonical)}; rel="canonical"`,
    ...languages.map((other) => `${at(sitePath(other, path))}; rel="alternate"; hreflang="${other}"`),
    `${at(path)}; rel="alternate"; hreflang="x-default"`,
  ].join(", ");
}

function routeOf(language: Language, path: string): string {
  return path === "/" ? `/${language}` : `/${language}${path}`;
}
