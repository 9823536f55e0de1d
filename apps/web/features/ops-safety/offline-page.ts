import { defaultLanguage, LANGUAGES } from "../../languages.ts";
import { GROUND } from "../../ui/theme.ts";
import { offlineCopy } from "./copy/offline.ts";

/**
 * A whole document without a script, a font or a style sheet, since nothing else can be fetched where it is shown. It
 * speaks every language: the worker that shows it can not read which one somebody chose.
 */
export function offlinePage(): string {
  const said = LANGUAGES.map((language) => {
    const { title, text, action } = offlineCopy[language];
    const heading = language === defaultLanguage ? "h1" : "h2";
    // An empty address is the one that could not be reached.
    return `<section lang="${language}"><${heading}>${title}</${heading}><p>${text}</p><p><a href="">${action}</a></p></section>`;
  });
  return `<!doctype html>
<html lang="${defaultLanguage}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${offlineCopy[defaultLanguage].title} · Ninefold</title>
<style>${STYLE}</style>
</head>
<body><main>${MARK}${said.join("")}</main></body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; background: light-dark(${GROUND.light}, ${GROUND.dark}); color: light-dark(#1c1a16, #eeede9); font: 100%/1.6 system-ui, sans-serif }
body { margin: 0 }
main { box-sizing: border-box; min-height: 100dvh; max-width: 38rem; margin: auto; padding: 3rem 1.5rem; display: grid; align-content: center; gap: 2rem }
section + section { border-top: 1px solid light-dark(#dbd9d4, #353431); padding-top: 2rem }
h1, h2 { margin: 0; font-size: 1.5rem; line-height: 1.3; font-weight: 600 }
p { margin: 0.75rem 0 0 }
a { color: light-dark(#243bb2, #9fb9fc); text-underline-offset: 4px }
a:focus-visible { outline: 2px solid; outline-offset: 2px }
svg { fill: currentColor }
`;

const CELLS = [0, 7, 14].flatMap((y) =>
  [0, 7, 14].map((x) => `<rect x="${x}" y="${y}" width="6" height="6" rx="1.5"/>`),
);
const MARK = `<svg width="24" height="24" viewBox="0 0 20 20" aria-hidden="true">${CELLS.join("")}</svg>`;
