"use client";

import type { ReactNode } from "react";
import type { Language } from "../../../languages.ts";
import { AppProvider } from "../../../ui/app-provider.tsx";
import type { UiCopy } from "../../../ui/copy.ts";
import { Scope } from "../../../ui/scope.tsx";
import { Words } from "../../../ui/words.tsx";
import type { DesignCopy } from "../copy/design.ts";
import { Buttons, Choices, Colour, Fields } from "./controls.tsx";
import { Data, Places } from "./data.tsx";
import type { PartProps } from "./example.tsx";
import { Floating, Messages } from "./messages.tsx";

interface BoardProps {
  readonly copy: DesignCopy;
  readonly language: Language;
  readonly words: UiCopy;
}

const PARTS = {
  colour: Colour,
  buttons: Buttons,
  fields: Fields,
  choices: Choices,
  floating: Floating,
  messages: Messages,
  data: Data,
  places: Places,
} as const satisfies Record<keyof DesignCopy["groups"], (props: PartProps) => ReactNode>;

/** Each part of the system twice: light at the left, dark at the right, one under the other where there is less room. */
export function Board({ copy, language, words }: BoardProps) {
  return (
    <AppProvider language={language} words={words}>
      {Object.entries(PARTS).map(([key, Part]) => (
        <section key={key} aria-label={groupName(copy, key)} className="mt-12">
          <h2 className="text-20 font-semibold text-ink">{groupName(copy, key)}</h2>
          <div className="mt-4 grid overflow-hidden rounded-panel border border-line lg:grid-cols-2">
            {(["light", "dark"] as const).map((theme) => (
              <Scope key={theme} theme={theme} className="min-w-0 bg-canvas p-4 text-ink sm:p-6">
                <h3 className="mb-4 text-13 font-medium text-ink-faint">{copy[theme]}</h3>
                <div className="border-t border-line pt-4">
                  {/* Both stand on one page, where no two regions may have one name. */}
                  <Words language={language} words={{ ...words, breadcrumbs: `${words.breadcrumbs} (${copy[theme]})` }}>
                    <Part copy={copy} language={language} />
                  </Words>
                </div>
              </Scope>
            ))}
          </div>
        </section>
      ))}
    </AppProvider>
  );
}

function groupName(copy: DesignCopy, key: string): string {
  return new Map(Object.entries(copy.groups)).get(key) ?? key;
}
