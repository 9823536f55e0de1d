import type { ReactNode } from "react";
import { sitePath, type Language, LANGUAGES } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Mark } from "../../ui/mark.tsx";
import { SkipLink } from "../../ui/skip-link.tsx";
import { ThemeButtons } from "../../ui/theme-buttons.tsx";
import type { SiteCopy } from "./copy/site.ts";

export const ACROSS = "mx-auto max-w-page px-4 sm:px-6";

interface SiteFrameProps {
  readonly copy: SiteCopy;
  readonly language: Language;
  /** The page's address in the default language. */
  readonly path: string;
  readonly children: ReactNode;
}

/** Around every public page. Plain links: the pages that they lead to are whole documents of their own. */
export function SiteFrame({ copy, language, path, children }: SiteFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      {LANGUAGES.map((other) => (
        <link key={other} rel="alternate" hrefLang={other} href={sitePath(other, path)} />
      ))}
      <SkipLink>{copy.skipToContent}</SkipLink>
      <header className={`${ACROSS} flex h-16 w-full items-center gap-1`}>
        <a
          href={sitePath(language, "/")}
          aria-label={copy.home}
          className="mr-auto flex items-center gap-2.5 rounded-control text-16 font-semibold text-ink"
        >
          <Mark />
          {copy.name}
        </a>
        <ButtonLink href={sitePath(language, "/pricing")} look="quiet" reload className="max-sm:hidden">
          {copy.pricing}
        </ButtonLink>
        <OtherLanguages copy={copy} language={language} path={path} />
        <ButtonLink href={`/sign-in?language=${language}`} look="quiet" reload className="max-sm:-mr-2 max-sm:px-2">
          {copy.signIn}
        </ButtonLink>
        <ButtonLink href={`/sign-up?language=${language}`} reload className="ml-2 max-sm:hidden">
          {copy.signUp}
        </ButtonLink>
      </header>
      <main id="content" className="flex-1">
        {children}
      </main>
      <footer className="border-t border-line">
        <div className={`${ACROSS} flex flex-wrap items-center gap-x-8 gap-y-4 py-6 text-13 text-ink-faint`}>
          <span className="flex items-center gap-2.5">
            <Mark size={16} />
            {copy.licence}
          </span>
          <nav aria-label={copy.footer}>
            <ul className="flex flex-wrap gap-x-6 gap-y-1">
              {FOOTER.map(({ to, label }) => (
                <li key={to}>
                  <a
                    href={sitePath(language, to)}
                    aria-current={to === path ? "page" : undefined}
                    className="inline-block rounded-control py-1.5 hover:text-ink hover:underline aria-[current=page]:text-ink"
                  >
                    {copy[label]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="sm:ml-auto">
            <ThemeButtons />
          </div>
        </div>
      </footer>
    </div>
  );
}

const FOOTER = [
  { to: "/pricing", label: "pricing" },
  { to: "/reference", label: "reference" },
  { to: "/design", label: "design" },
  { to: "/legal/terms", label: "terms" },
  { to: "/legal/privacy", label: "privacy" },
] as const;

/** The same page in each other language, named in that language. */
function OtherLanguages({ copy, language, path }: Pick<SiteFrameProps, "copy" | "language" | "path">) {
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <ButtonLink key={other} href={sitePath(other, path)} look="quiet" reload language={other} className="max-sm:px-2">
      {copy.languages[other]}
    </ButtonLink>
  ));
}
