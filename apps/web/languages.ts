/** What the product speaks. Each catalogue has all of them, in one shape, so a missing sentence does not compile. */
export const LANGUAGES = ["en", "id"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a page speaks until it is told otherwise. Its public pages have no prefix. */
export const defaultLanguage: Language = "en";

/** What somebody chose who is not signed in; else it is their browser's list that counts. */
export const LANGUAGE_COOKIE = "language";

/** Of the request to a page: the language that its address begins with, where no page is made in it. `proxy.ts` sets it. */
export const ADDRESS_LANGUAGE = "x-address-language";

export type Catalogue<Copy> = Readonly<Record<Language, Copy>>;

export function asLanguage(value: unknown): Language | undefined {
  return LANGUAGES.find((language) => language === value);
}

/** The first that we speak of an `Accept-Language` header, by its weights. */
export function acceptedLanguage(header: string | null): Language | undefined {
  const ranges = (header ?? "").split(",").map((range) => {
    const [tag = "", ...settings] = range.trim().toLowerCase().split(";");
    const weight = settings
      .map((setting) => /^\s*q=([\d.]+)\s*$/.exec(setting)?.[1])
      .find((found) => found !== undefined);
    return { language: asLanguage(tag.split("-")[0]), weight: Number(weight ?? 1) };
  });
  return ranges.toSorted((a, b) => b.weight - a.weight).find(({ language, weight }) => language && weight > 0)
    ?.language;
}

/** The address of a public page in a language: unprefixed in the default one. */
export function sitePath(language: Language, path: string): string {
  if (language === defaultLanguage) return path;
  return path === "/" ? `/${language}` : `/${language}${path}`;
}

/** Puts values into the `{name}` places of a sentence. A place without a value stays as it is, to be seen. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** A sentence about a number of things, one wording per form that the language has of it (CLDR); each has `{count}`. */
export type CountCopy = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** `1 person`, `1,234 people`. */
export function fillCount(language: Language, words: CountCopy, count: number): string {
  const form = new Intl.PluralRules(language).select(count);
  return fill(words[form] ?? words.other, { count: count.toLocaleString(language) });
}
