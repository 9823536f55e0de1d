/** A page as its reader's browser looks through it: short names, since every visitor who searches loads all of them. */
export interface IndexedPage {
  /** Address in the default language. */
  readonly a: string;
  readonly t: string;
  readonly d: string;
  /** Its text in pieces: id and title of the heading above, and the text. */
  readonly s: readonly (readonly [id: string, heading: string, text: string])[];
}

export interface Found {
  readonly address: string;
  readonly title: string;
  /** Absent when it is the page as a whole. */
  readonly heading?: string;
  /** Some words around the first place, or the description. */
  readonly excerpt: string;
}

const MOST = 8;
const MOST_OF_A_PAGE = 3;
const LONGEST_TEXT = 100;

/** Places that have every word, in any case and without accents; those with a word in a title first. */
export function searchDocs(pages: readonly IndexedPage[], text: string): readonly Found[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  return pages
    .flatMap((page) => placesIn(page, words).slice(0, MOST_OF_A_PAGE))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({ found }) => found);
}

interface Place {
  readonly found: Found;
  readonly score: number;
}

function placesIn({ a, t, d, s }: IndexedPage, words: readonly string[]): readonly Place[] {
  const title = plain(t);
  const rest = words.filter((word) => !title.includes(word));
  const whole = scoreOf([title, plain(d)], words);
  const page: Place[] =
    whole > 0
      ? [{ found: { address: a, title: t, excerpt: d }, score: whole + (title.startsWith(words[0] ?? "") ? 5 : 0) }]
      : [];
  const sections = s.flatMap(([id, heading, text]): Place[] => {
    // A word of the page's title may be taken for granted further down, unless there is no other.
    const score = scoreOf([plain(heading), plain(text)], rest.length === 0 ? words : rest, mostOf(a));
    if (score === 0) return [];
    const found = { address: id === "" ? a : `${a}#${id}`, title: t, excerpt: excerptOf(text, words) };
    return [{ found: heading === "" ? found : { ...found, heading }, score: score + (words.length - rest.length) * 2 }];
  });
  return [...page, ...once(sections)].toSorted((one, other) => other.score - one.score);
}

/** The best of what is under one heading. */
function once(places: readonly Place[]): readonly Place[] {
  const best = new Map<string, Place>();
  for (const place of places) {
    const known = best.get(place.found.address);
    if (known === undefined || known.score < place.score) best.set(place.found.address, place);
  }
  return [...best.values()];
}

/** What is made from the code lists everything, so each word of it counts once: many stand there by chance. */
const mostOf = (address: string) => (address.startsWith("/docs/reference/") ? 1 : 4);

/** "a" and "of" are in most titles, and say nothing of what is below them. */
const inTitle = (word: string) => (word.length > 2 ? 9 : 1);

/** 0 when a word is in none of the fields; a word counts for more in the first, and for more the oftener it is said. */
function scoreOf([first, second]: readonly [string, string], words: readonly string[], most = 4): number {
  const said = (word: string) => Math.min(second.split(word).length - 1, most);
  const scores = words.map((word) => (first.includes(word) ? inTitle(word) : 0) + said(word));
  return scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0);
}

function excerptOf(text: string, words: readonly string[]): string {
  const place = Math.min(...words.map((word) => plain(text).indexOf(word)).filter((index) => index >= 0), text.length);
  const start = place < 60 ? 0 : text.lastIndexOf(" ", place - 40) + 1;
  const cut = text.slice(start, start + 140);
  return `${start > 0 ? "… " : ""}${cut}${start + 140 < text.length ? " …" : ""}`;
}

export function wordsOf(text: string): readonly string[] {
  return [...new Set(plain(text.slice(0, LONGEST_TEXT)).match(/[\p{L}\p{N}]+/gu))];
}

/** Of the same length as the text in almost all languages, so that a place in one is a place in the other. */
export function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
