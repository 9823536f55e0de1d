import { HOME } from "./next-path.ts";

/** What came of giving the first factor. */
export type WayIn = "signed_in" | "second_factor_required";

/** Where somebody goes from there. By a full load: nothing that was fetched for the visitor before may be shown to them. */
export function pathAfter(way: WayIn, next: string = HOME): string {
  if (way === "signed_in") return next;
  return next === HOME ? "/sign-in/second-factor" : `/sign-in/second-factor?next=${encodeURIComponent(next)}`;
}

/** One field takes both: digits are a code of the app, anything else is a recovery code. */
export function proofIn(typed: string): { readonly code: string } | { readonly recoveryCode: string } | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  return /^[\d\s]+$/.test(text) && text.replace(/\s/g, "").length <= 8 ? { code: text } : { recoveryCode: text };
}
