"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId } from "react";
import { THEMES } from "./theme.ts";
import { useTheme } from "./theme-choice.ts";
import { useWords } from "./words.tsx";

const ICON = { system: Monitor, light: Sun, dark: Moon } as const;

/** The same choice on a page, side by side. */
export function ThemeButtons() {
  const words = useWords();
  const name = useId();
  const [theme, choose] = useTheme();
  return (
    <fieldset className="flex rounded-control border border-line p-0.5">
      <legend className="sr-only">{words.theme}</legend>
      {THEMES.map((value) => {
        const Icon = ICON[value];
        return (
          <label
            key={value}
            title={words.themes[value]}
            className="grid size-8 place-items-center rounded-[4px] text-ink-faint transition-colors hover:text-ink has-checked:bg-well has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus sm:size-7"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={theme === value}
              onChange={() => choose(value)}
              className="sr-only"
              aria-label={words.themes[value]}
            />
            <Icon size={16} aria-hidden="true" />
          </label>
        );
      })}
    </fieldset>
  );
}
