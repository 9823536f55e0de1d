const YEAR_S = 365 * 24 * 60 * 60;

/** Keeps a choice about how pages look. In a cookie, so that the server draws the next page accordingly. */
export function keepChoice(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  // The Cookie Store API is not in every browser that people use.
  // oxlint-disable-next-line unicorn/no-document-cookie
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}
