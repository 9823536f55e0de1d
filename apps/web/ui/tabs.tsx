"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** How many there are behind it. */
  readonly count?: number;
  readonly panel: ReactNode;
}

interface TabsProps<Value extends string> {
  /** What is divided, for a screen reader. */
  readonly label: string;
  readonly tabs: readonly Tab<Value>[];
  /** The first when absent. */
  readonly defaultValue?: Value;
}

/** Parts of one page, one at a time. What has an address of its own is a link instead. */
export function Tabs<Value extends string>({ label, tabs, defaultValue }: TabsProps<Value>) {
  return (
    <Base.Root defaultValue={defaultValue ?? tabs[0]?.value ?? null}>
      <Base.List aria-label={label} className="relative flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-10 shrink-0 items-center gap-2 rounded-control px-3 text-14 font-medium text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 data-active:text-ink sm:h-9"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="text-13 font-normal text-ink-faint tabular-nums">{tab.count}</span>
            )}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width]" />
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-5">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
