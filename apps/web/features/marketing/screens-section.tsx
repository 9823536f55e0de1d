import { hasContent } from "../../content.ts";
import { type Language, sitePath } from "../../languages.ts";
import { classes } from "../../ui/classes.ts";
import { ACROSS } from "./across.ts";
import type { LandingCopy } from "./copy/landing.ts";
import { ScreenPicture } from "./screen-picture.tsx";
import { type Screen, SCREEN_ABOUT, SCREENS } from "./screens.ts";

interface ScreensSectionProps {
  readonly copy: Pick<LandingCopy, "screensTitle" | "screensLead" | "screens">;
  readonly language: Language;
}

/** The product as it is: one page across the whole width, the others beside one another; on a phone, in a row to swipe. */
export function ScreensSection({ copy, language }: ScreensSectionProps) {
  const [first, ...others] = SCREENS;
  return (
    <section className="border-t border-line bg-panel">
      <div className={`${ACROSS} py-16 lg:py-24`}>
        <h2 className="text-24 font-semibold text-ink">{copy.screensTitle}</h2>
        <p className="mt-2 max-w-prose text-16 text-ink-soft">{copy.screensLead}</p>
        <Shown screen={first} copy={copy} language={language} className="mt-10" />
        <div className="mt-12 grid gap-x-6 gap-y-12 max-sm:-mx-4 max-sm:snap-x max-sm:snap-mandatory max-sm:scroll-px-4 max-sm:auto-cols-[85%] max-sm:grid-flow-col max-sm:gap-x-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 sm:grid-cols-2">
          {others.map((screen) => (
            <Shown key={screen} screen={screen} copy={copy} language={language} className="min-w-0 max-sm:snap-start" />
          ))}
        </div>
      </div>
    </section>
  );
}

interface ShownProps extends ScreensSectionProps {
  readonly screen: Screen;
  readonly className: string;
}

function Shown({ screen, copy, language, className }: ShownProps) {
  const { title, text, alt } = copy.screens[screen];
  return (
    <figure className={classes("flex flex-col", className)}>
      <ScreenPicture screen={screen} alt={alt} />
      <figcaption className="mt-4">
        <h3 className="text-16 font-semibold text-ink">
          {hasContent() ? (
            <a
              href={sitePath(language, SCREEN_ABOUT[screen])}
              className="rounded-control underline-offset-4 hover:underline"
            >
              {title}
            </a>
          ) : (
            title
          )}
        </h3>
        <p className="mt-1 max-w-prose text-14 text-ink-soft">{text}</p>
      </figcaption>
    </figure>
  );
}
