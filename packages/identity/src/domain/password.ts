/** What is left of a password without what everybody can guess has to be this long. */
const MIN_OWN_LENGTH = 8;
const MIN_WORD_LENGTH = 3;

/**
 * Words that an attacker tries first (OWASP ASVS 5.0, 6.1.2 and 6.2.11): the product's, and those of the person's own name and
 * address, whole and in parts.
 */
export function contextWords(of: {
  readonly name?: string;
  readonly email?: string;
  readonly product: readonly string[];
}) {
  const said = [of.name ?? "", of.email ?? "", ...of.product].map((text) => text.toLowerCase());
  const words = said.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(words.map((word) => word.trim()).filter((word) => word.length >= MIN_WORD_LENGTH))];
}

/** Whether a password is little more than such words. A long one may well have one in it. */
export function isGuessable(password: string, words: readonly string[]): boolean {
  let rest = password.toLowerCase();
  for (const word of words.toSorted((one, other) => other.length - one.length)) rest = rest.replaceAll(word, "");
  return rest.length < MIN_OWN_LENGTH && rest.length < password.length;
}
