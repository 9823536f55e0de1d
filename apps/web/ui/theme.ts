/** `system` follows the person's machine. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Read by the server for pages made per request, and by `themeScript` on pages made at build time. */
export const THEME_COOKIE = "theme";

/** Anything that is no theme is `system`. */
export function asTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/**
 * Runs before a prerendered page is painted, so that nobody sees the other theme first. The content policy knows its
 * hash, as that of every inline script of such a page.
 */
export const themeScript = `(function(){var m=/(?:^|; )${THEME_COOKIE}=(light|dark)(?:;|$)/.exec(document.cookie);if(m)document.documentElement.dataset.theme=m[1]})()`;
