/** `system` follows the person's machine. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Read by the server for pages made per request, and by `themeScript` on pages made at build time. */
export const THEME_COOKIE = "theme";

/** Anything that is no theme is `system`. */
export function asTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** The ground of a page, `--color-canvas` of ui/tokens.css, for what is outside of it: a style sheet does not reach there. */
export const GROUND = { light: "#fcfbf8", dark: "#100f0d" } as const;

/**
 * What a browser paints its own bar with: the page's ground in the chosen theme, else in the machine's. Of several it
 * takes the first that holds and is a colour (https://html.spec.whatwg.org/#meta-theme-color).
 */
export function barColours(theme: Theme = "system"): { readonly media?: string; readonly color: string }[] {
  return [
    ...(theme === "system" ? [] : [{ color: GROUND[theme] }]),
    { media: "(prefers-color-scheme: light)", color: GROUND.light },
    { media: "(prefers-color-scheme: dark)", color: GROUND.dark },
  ];
}

/**
 * Runs before a prerendered page is painted, so that nobody sees the other theme first. The content policy knows its
 * hash, as that of every inline script of such a page.
 */
export const themeScript = `(function(){var m=/(?:^|; )${THEME_COOKIE}=(light|dark)(?:;|$)/.exec(document.cookie),b;if(!m)return;document.documentElement.dataset.theme=m[1];b=document.createElement("meta");b.name="theme-color";b.content=m[1]=="dark"?"${GROUND.dark}":"${GROUND.light}";document.head.prepend(b)})()`;
