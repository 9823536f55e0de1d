"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { MenuChoice } from "./menu.tsx";
import { THEMES } from "./theme.ts";
import { useTheme } from "./theme-choice.ts";
import { useWords } from "./words.tsx";

const ICON = { system: Monitor, light: Sun, dark: Moon } as const;

/** Inside a Menu, such as a person's own. */
export function ThemeMenuChoice() {
  const words = useWords();
  const [theme, choose] = useTheme();
  const options = THEMES.map((value) => {
    const Icon = ICON[value];
    return {
      value,
      label: words.themes[value],
      icon: <Icon size={16} aria-hidden="true" className="text-ink-faint" />,
    };
  });
  return <MenuChoice label={words.theme} value={theme} options={options} onChange={choose} />;
}
