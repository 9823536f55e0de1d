"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { IconButton } from "./icon-button.tsx";
import { type Tone, TONE } from "./tone.ts";
import { useWords } from "./words.tsx";

interface Said {
  /** What happened: "Ana Putri was removed". */
  readonly title: string;
  readonly text?: string;
  /** `good` when absent. What went wrong stays until it is closed. */
  readonly tone?: Tone;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
}

/** Says what happened elsewhere than where the person is looking. What is at hand says it in place: see Notice. */
export function useToast(): (said: Said) => void {
  const manager = Base.useToastManager();
  return ({ title, text, tone = "good", action }) => {
    manager.add({
      title,
      type: tone,
      ...(text !== undefined && { description: text }),
      ...(tone === "bad" && { timeout: 0, priority: "high" }),
      ...(action && { actionProps: { children: action.label, onClick: action.onSelect } }),
    });
  };
}

/** Around everything that may call {@link useToast}. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  return (
    <Base.Provider>
      {children}
      <Base.Portal>
        <Base.Viewport
          aria-label={words.toasts}
          className="fixed inset-x-4 bottom-4 z-50 sm:right-6 sm:bottom-6 sm:left-auto sm:w-96"
        >
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const { toasts } = Base.useToastManager<{ tone: Tone }>();
  const words = useWords();
  return toasts.map((toast) => {
    const { Icon, ink } = TONE[asTone(toast.type)];
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        swipeDirection={["down", "right"]}
        className="toast rounded-panel border border-line bg-panel shadow-float"
      >
        <Base.Content className="flex items-start gap-3 py-3 pr-2 pl-4">
          <Icon size={16} aria-hidden="true" className={classes("mt-[3px] shrink-0", ink)} />
          <div className="min-w-0 flex-1">
            <Base.Title className="text-14 font-medium text-ink" />
            <Base.Description className="text-13 text-ink-soft" />
            <Base.Action className="mt-1.5 rounded-control text-13 font-medium text-accent-ink underline underline-offset-4" />
          </div>
          <Base.Close
            render={<IconButton label={words.close} icon={<X size={16} aria-hidden="true" />} className="-my-1.5" />}
          />
        </Base.Content>
      </Base.Root>
    );
  });
}

function asTone(type: string | undefined): Tone {
  return type === "info" || type === "warn" || type === "bad" ? type : "good";
}
