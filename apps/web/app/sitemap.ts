import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { contentAddresses, readContent } from "../content.ts";
import { readEnv } from "../env.ts";
import { LANGUAGES, sitePath } from "../languages.ts";
import { SITE_PAGES } from "../site.ts";

/** Every public page in every language it is written in, each with the others. Made per request: a build does not know its own address. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const listed = Object.entries(SITE_PAGES).filter(([, { isListed }]) => isListed);
  const translated = listed.flatMap(([path]) => {
    const languages = Object.fromEntries(LANGUAGES.map((language) => [language, absolute(sitePath(language, path))]));
    return LANGUAGES.map((language) => ({ url: absolute(sitePath(language, path)), alternates: { languages } }));
  });
  const days = new Map(readContent().pages.map(({ address, publishedAt }) => [address, publishedAt]));
  const written = contentAddresses().map((address) => {
    const lastModified = days.get(address);
    return { url: absolute(address), ...(lastModified !== undefined && { lastModified }) };
  });
  return [...translated, ...written];
}

function absolute(path: string): string {
  return new URL(path, readEnv().APP_URL).href;
}
