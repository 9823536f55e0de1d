import { hasContent } from "../../content.ts";
import { type Language, sitePath } from "../../languages.ts";
import { classes } from "../../ui/classes.ts";
import { HUE_CELL, HUE_EDGE, HUE_INK } from "../../ui/hues.ts";
import type { LandingCopy } from "./copy/landing.ts";
import { RUNS_ON, STATE, SYSTEMS, type SystemName } from "./systems.ts";

interface SystemsPictureProps {
  readonly copy: Pick<LandingCopy, "picture" | "systems" | "states">;
  readonly language: Language;
}

/** The mark, large enough to read: each system is a cell in its hue, as full as it is today, and leads to its page. */
export function SystemsPicture({ copy, language }: SystemsPictureProps) {
  return (
    <ul aria-label={copy.picture} className="grid grid-cols-3 gap-2 self-start sm:gap-3">
      {SYSTEMS.map((system) => {
        const look = classes(CELL, LOOK[STATE[system]](system));
        return (
          <li key={system} className="grid min-w-0">
            {hasContent() ? (
              <a href={sitePath(language, `/docs/systems/${system}`)} className={classes(look, "group")}>
                <Inside system={system} copy={copy} />
              </a>
            ) : (
              <div className={look}>
                <Inside system={system} copy={copy} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Inside({ system, copy }: { readonly system: SystemName; readonly copy: SystemsPictureProps["copy"] }) {
  const state = STATE[system];
  return (
    <>
      <p className={classes("text-12", state === "none" ? "text-ink-faint" : HUE_INK[system])}>
        {state === "works" ? RUNS_ON[system] : copy.states[state]}
      </p>
      <div>
        <h2 className="text-12 font-semibold text-ink underline-offset-4 group-hover:underline sm:text-16">
          {copy.systems[system].name}
        </h2>
        <p className="mt-0.5 hidden min-h-10 text-13 text-ink-soft sm:block">{copy.systems[system].covers}</p>
      </div>
    </>
  );
}

const CELL =
  "flex aspect-square min-w-0 flex-col justify-between rounded-panel border p-2.5 sm:aspect-4/3 sm:p-4 lg:aspect-square";

/** Full, an outline, or a place that is kept. */
const LOOK = {
  works: (system: SystemName) => `border-transparent ${HUE_CELL[system]}`,
  part: (system: SystemName) => HUE_EDGE[system],
  none: () => "border-dashed border-line",
} as const;
