import type { ReactNode } from "react";
import { hasContent } from "../../content.ts";
import { originAtBuild } from "../../env.ts";
import { sitePath, type Language, LANGUAGES } from "../../languages.ts";
import { ButtonAnchor } from "../../ui/button-anchor.tsx";
import { Mark } from "../../ui/mark.tsx";
import { SkipLink } from "../../ui/skip-link.tsx";
import { ThemeButtons } from "../../ui/theme-buttons.tsx";
import { ACROSS } from "./across.ts";
import type { SiteCopy } from "./copy/site.ts";
import { SOCIAL_IMAGE } from "./social-image-size.ts";

interface SiteFrameProps {
  readonly copy: SiteCopy;
  readonly language: Language;
  /** The page's address in the default language. */
  readonly path: string;
  /** The picture that is shown where somebody shares it; the site's own when absent. */
  readonly image?: string;
  readonly children: ReactNode;
}

/** Around every public page. Plain links: the pages that they lead to are whole documents of their own. */
export function SiteFrame({ copy, language, path, image, children }: SiteFrameProps) {
  const links = hasContent() ? [PRICING, ...READING] : [PRICING];
  return (
    <div className="flex min-h-dvh flex-col">
      {/* Not in the metadata, which makes it absolute with a made-up origin where the build is told none. */}
      <meta property="og:image" content={atOrigin(image ?? `/social-image/${language}`)} />
      <meta property="og:image:width" content={String(SOCIAL_IMAGE.width)} />
      <meta property="og:image:height" content={String(SOCIAL_IMAGE.height)} />
      <SkipLink>{copy.skipToContent}</SkipLink>
      <header className={`${ACROSS} flex w-full flex-wrap items-center gap-x-1 py-3.5 print:hidden`}>
        <a
          href={sitePath(language, "/")}
          aria-label={copy.home}
          className="mr-auto flex items-center gap-2.5 rounded-control text-16 font-semibold text-ink"
        >
          <Mark />
          {copy.name}
        </a>
        {/* A row of its own where all have no room in one: nothing would be gained by hiding four words behind a button. */}
        <nav
          aria-label={copy.header}
          className="flex max-lg:order-last max-lg:-mx-2.5 max-lg:w-[calc(100%+1.25rem)] max-lg:flex-wrap"
        >
          {links.map(({ to, label }) => (
            <ButtonAnchor
              key={to}
              href={sitePath(language, to)}
              look="quiet"
              current={currentFor(to, path)}
              className="underline-offset-8 max-lg:px-2.5 aria-[current]:underline"
            >
              {copy[label]}
            </ButtonAnchor>
          ))}
        </nav>
        <OtherLanguages copy={copy} language={language} path={path} />
        <ButtonAnchor href={`/sign-in?language=${language}`} look="quiet" className="max-sm:-mr-2 max-sm:px-2">
          {copy.signIn}
        </ButtonAnchor>
        <ButtonAnchor href={`/sign-up?language=${language}`} className="ml-2 max-sm:hidden">
          {copy.signUp}
        </ButtonAnchor>
      </header>
      <main id="content" className="flex-1">
        {children}
      </main>
      <footer className="border-t border-line print:hidden">
        <div className={`${ACROSS} flex flex-wrap items-center gap-x-8 gap-y-4 py-6 text-13 text-ink-faint`}>
          <span className="flex items-center gap-2.5">
            <Mark size={16} />
            {copy.licence}
          </span>
          <nav aria-label={copy.footer}>
            <ul className="flex flex-wrap gap-x-6 gap-y-1">
              {[...links, ...FOOTER].map(({ to, label }) => (
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

const PRICING = { to: "/pricing", label: "pricing" } as const;

const READING = [
  { to: "/docs", label: "docs" },
  { to: "/blog", label: "blog" },
  { to: "/changelog", label: "changelog" },
] as const;

const FOOTER = [
  { to: "/reference", label: "reference" },
  { to: "/design", label: "design" },
  { to: "/legal/terms", label: "terms" },
  { to: "/legal/privacy", label: "privacy" },
] as const;

function currentFor(to: string, path: string): "page" | "true" | undefined {
  if (path === to) return "page";
  return path.startsWith(`${to}/`) ? "true" : undefined;
}

function atOrigin(path: string): string {
  const origin = originAtBuild();
  return origin === undefined ? path : new URL(path, origin).href;
}

/** The same page in each other language, named in that language. */
function OtherLanguages({ copy, language, path }: Pick<SiteFrameProps, "copy" | "language" | "path">) {
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <ButtonAnchor key={other} href={sitePath(other, path)} look="quiet" language={other} className="max-sm:px-2">
      {copy.languages[other]}
    </ButtonAnchor>
  ));
}
