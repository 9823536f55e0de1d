/** What an address says after its `?`, as a page is given it. */
export type Asked = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the address says under a name, cut; undefined for what is said twice, and for what the API would not take as text. */
export function wordIn(asked: Asked, name: string, maxLength = 200): string | undefined {
  const value = asked[name];
  if (typeof value !== "string") return undefined;
  const word = value.trim().slice(0, maxLength);
  return word !== "" && word.isWellFormed() && !word.includes("\u0000") ? word : undefined;
}

/** `nextCursor` of the page before; whoever asks for what comes after anything else is shown the first page. */
export function cursorIn(asked: Asked): string | undefined {
  const word = wordIn(asked, "after");
  return word !== undefined && CURSOR.test(word) ? word : undefined;
}

const CURSOR = /^\d{1,13}[.][0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
