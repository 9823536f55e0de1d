/** A day in words. In UTC, as the vendor's periods are: a plan ends on the same day for everybody. */
export function dayOf(at: string, language: string): string {
  return new Date(at).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}
