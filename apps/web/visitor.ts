import { cookies, headers } from "next/headers";
import { cache } from "react";
import { asProblem, ApiProblem } from "./api.ts";
import { findMe } from "./features/identity/session.ts";
import {
  acceptedLanguage,
  ADDRESS_LANGUAGE,
  asLanguage,
  defaultLanguage,
  LANGUAGE_COOKIE,
  type Language,
} from "./languages.ts";
import { NAVIGATION_COOKIE } from "./ui/frame-cookie.ts";
import { asTheme, THEME_COOKIE, type Theme } from "./ui/theme.ts";

/**
 * What a page made per request speaks: what its address says, else what the person set, else what this browser was told,
 * else what it asks for.
 * Never throws: without the API it is the browser's word that counts.
 */
export const visitorLanguage = cache(async (): Promise<Language> => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const addressed = asLanguage(sent.get(ADDRESS_LANGUAGE));
  if (addressed !== undefined) return addressed;
  const chosen = asLanguage(await settledLanguage()) ?? asLanguage(jar.get(LANGUAGE_COOKIE)?.value);
  return chosen ?? acceptedLanguage(sent.get("accept-language")) ?? defaultLanguage;
});

export async function visitorTheme(): Promise<Theme> {
  return asTheme((await cookies()).get(THEME_COOKIE)?.value);
}

/** Whether they collapsed the navigation of the app's frame. */
export async function hasCollapsedNavigation(): Promise<boolean> {
  return (await cookies()).get(NAVIGATION_COOKIE)?.value === "collapsed";
}

const CHOICES = new Set([LANGUAGE_COOKIE, THEME_COOKIE, NAVIGATION_COOKIE]);

/** What a browser keeps on the way to a session, or from an earlier one: none of it lets anybody in. */
const NO_SESSION = /[.](?:device|mail|passkey|second-factor|social)$/;

/** Whether nobody can be signed in at this browser, so that no settings of a person count. */
export async function isStranger(): Promise<boolean> {
  return (await cookies()).getAll().every(({ name }) => CHOICES.has(name) || NO_SESSION.test(name));
}

async function settledLanguage(): Promise<unknown> {
  // Nobody needs to be asked about them.
  if (await isStranger()) return undefined;
  const me = await findMe().catch(asProblem);
  if (me === undefined || me instanceof ApiProblem) return undefined;
  return "locale" in me.person ? me.person.locale : undefined;
}
