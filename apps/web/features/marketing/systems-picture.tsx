import { Mark } from "../../ui/mark.tsx";
import type { MarketingCopy } from "./copy.ts";
import { SYSTEMS } from "./systems.ts";

/** The mark, large enough to read: each system in its cell, with its hue. */
export function SystemsPicture({ copy }: { readonly copy: Pick<MarketingCopy, "picture" | "systems"> }) {
  return (
    <ul
      aria-label={copy.picture}
      className="grid grid-cols-3 gap-px self-start overflow-hidden rounded-panel border border-line bg-line"
    >
      {SYSTEMS.map((system, index) => (
        <li
          key={system}
          className="flex aspect-square min-w-0 flex-col justify-between bg-panel p-3 sm:aspect-4/3 sm:p-4 lg:aspect-square lg:p-5"
        >
          <Mark size={28} cell={index} colour={`var(--color-${system}-mark)`} rest="var(--color-line)" />
          <div>
            <h2 className="text-12 font-medium text-ink sm:text-14">{copy.systems[system].name}</h2>
            <p className="mt-0.5 hidden min-h-10 text-13 text-ink-faint sm:block">{copy.systems[system].covers}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
