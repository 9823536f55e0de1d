"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import type { Language } from "../languages.ts";
import type { UiCopy } from "./copy.ts";
import { Toasts } from "./toast.tsx";
import { Words } from "./words.tsx";

interface AppProviderProps {
  readonly language: Language;
  readonly words: UiCopy;
  readonly children: ReactNode;
}

/** What every primitive may rely on: words, toasts, and tooltips that follow one another without delay. */
export function AppProvider({ language, words, children }: AppProviderProps) {
  return (
    <Words language={language} words={words}>
      <Tooltip.Provider>
        <Toasts>{children}</Toasts>
      </Tooltip.Provider>
    </Words>
  );
}
