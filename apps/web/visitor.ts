import { cookies, headers } from "next/headers";
import { cache } from "react";
import { asProblem, ApiProblem } from "./api.ts";
import { findMe } from "./features/identity/session.ts";
import { acceptedLanguage, asLanguage, defaultLanguage, LANGUAGE_COOKIE, type Language } from "./languages.ts";
import { NAVIGATION_COOKIE } from "./ui/frame-cookie.ts";
import { asTheme, THEME_COOKIE, type Theme } from "./ui/theme.ts";

/**
 * What a page made per request speaks: what the person set, else what this browser was told, else what it asks for.
 * Never throws: without the API it is the browser's word that counts.
 */
export const visitorLanguage = cache(async (): Promise<Language> => {
  const jar = await cookies();
  const chosen = asLanguage(await settledLanguage()) ?? asLanguage(jar.get(LANGUAGE_COOKIE)?.value);
  return chosen ?? acceptedLanguage((await headers()).get("accept-language")) ?? defaultLanguage;
});

export async function visitorTheme(): Promise<Theme> {
  return asTheme((await cookies()).get(THEME_COOKIE)?.value);
}

/** Whether they collapsed the navigation of the app's frame. */
export async function hasCollapsedNavigation(): Promise<boolean> {
  return (await cookies()).get(NAVIGATION_COOKIE)?.value === "collapsed";
}

const CHOICES = new Set([LANGUAGE_COOKIE, THEME_COOKIE, NAVIGATION_COOKIE]);

async function settledLanguage(): Promise<unknown> {
  // Nobody is signed in without a cookie, so nobody needs to be asked.
  if ((await cookies()).getAll().every(({ name }) => CHOICES.has(name))) return undefined;
  const me = await findMe().catch(asProblem);
  if (me === undefined || me instanceof ApiProblem) return undefined;
  return "locale" in me.person ? me.person.locale : undefined;
}
