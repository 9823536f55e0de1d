/** What the product speaks. Each catalogue has both, in one shape, so a missing sentence does not compile. */
export type Language = "en" | "id";

/** What a page speaks until it is told otherwise. */
export const defaultLanguage: Language = "en";

export type Catalogue<Copy> = Readonly<Record<Language, Copy>>;

/** Puts values into the `{name}` places of a sentence. A place without a value stays as it is, to be seen. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
