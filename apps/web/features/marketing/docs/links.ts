import { type Language, sitePath } from "../../../languages.ts";

/** A text leads to pages in the default language; from a frame in another one, its links stay in that language. */
export function localiseLinks(html: string, language: Language): string {
  return html.replaceAll(/ href="(\/(?!\/|api\/)[^"]*)"/g, (_, path: string) => ` href="${sitePath(language, path)}"`);
}

/** For a reader who has the text and not the site: every address with its origin. */
export function absoluteLinks(html: string, origin: string): string {
  return html.replaceAll(
    / href="((?:\/(?!\/)|#)[^"]*)"/g,
    (_, path: string) => ` href="${new URL(path, origin).href}"`,
  );
}
