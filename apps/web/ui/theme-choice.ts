"use client";

import { useSyncExternalStore } from "react";
import { keepChoice } from "./cookie.ts";
import { asTheme, GROUND, THEME_COOKIE, type Theme } from "./theme.ts";

/** How the page is drawn, and how to change that: here and now, and on every page from then on. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(listen, read, () => "system" as const);
  return [theme, choose];
}

function choose(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  paintBar(theme);
  keepChoice(THEME_COOKIE, theme);
}

/** By an element before the page's own, which stays when the machine's theme counts again: one without a colour is passed over. */
function paintBar(theme: Theme): void {
  let bar = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]:not([media])');
  if (bar === null) {
    bar = document.createElement("meta");
    bar.name = "theme-color";
    document.head.prepend(bar);
  }
  bar.content = theme === "system" ? "" : GROUND[theme];
}

function read(): Theme {
  return asTheme(document.documentElement.dataset.theme);
}

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
