import { classes } from "../../ui/classes.ts";
import { HUE_CELL, HUE_EDGE, HUE_INK } from "../../ui/hues.ts";
import type { LandingCopy } from "./copy/landing.ts";
import { STATE, SYSTEMS, type SystemName } from "./systems.ts";

/** The mark, large enough to read: each system is a cell in its hue, as full as it is today. */
export function SystemsPicture({ copy }: { readonly copy: Pick<LandingCopy, "picture" | "systems" | "states"> }) {
  return (
    <ul aria-label={copy.picture} className="grid grid-cols-3 gap-2 self-start sm:gap-3">
      {SYSTEMS.map((system) => (
        <li
          key={system}
          className={classes(
            "flex aspect-square min-w-0 flex-col justify-between rounded-panel border p-2.5 sm:aspect-4/3 sm:p-4 lg:aspect-square",
            look(system),
          )}
        >
          <p className={classes("text-12", STATE[system] === "none" ? "text-ink-faint" : HUE_INK[system])}>
            {copy.states[STATE[system]]}
          </p>
          <div>
            <h2 className="text-12 font-semibold text-ink sm:text-16">{copy.systems[system].name}</h2>
            <p className="mt-0.5 hidden min-h-10 text-13 text-ink-soft sm:block">{copy.systems[system].covers}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Full, an outline, or a place that is kept. */
function look(system: SystemName): string {
  if (STATE[system] === "works") return `border-transparent ${HUE_CELL[system]}`;
  return STATE[system] === "part" ? HUE_EDGE[system] : "border-dashed border-line";
}
