"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Notice } from "./notice.tsx";

/** Why a form was not accepted. Field names are those of its controls. */
export interface FormFailure {
  /** About the form as a whole. */
  readonly summary?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

interface FormProps {
  /** Takes what was typed. As a function it also gets a press that came before the page's script was ready. */
  readonly action: (data: FormData) => void;
  readonly isPending: boolean;
  readonly failure: FormFailure | undefined;
  /** What can be done about the summary of a failure. */
  readonly summaryAction?: ReactNode;
  /** Changes when what was typed has been taken over for good; the form then empties itself for the next one. */
  readonly emptyOn?: string | undefined;
  readonly children: ReactNode;
}

/** After a failure everything typed is still there and the focus is at the first thing to mend. */
export function Form({ action, isPending, failure, summaryAction, emptyOn, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);

  const isEmptying = useRef(false);

  // React resets a form when its action ends, in failure too. Its own onReset is asleep at that moment, so listen natively.
  useEffect(() => {
    const keep = (event: Event) => {
      if (!isEmptying.current) event.preventDefault();
    };
    const element = form.current;
    element?.addEventListener("reset", keep);
    return () => element?.removeEventListener("reset", keep);
  }, []);

  useEffect(() => {
    if (failure === undefined) return;
    const fault = form.current?.querySelector<HTMLElement>("[aria-invalid='true'], [role='alert']");
    fault?.focus();
  }, [failure]);

  useEffect(() => {
    if (emptyOn === undefined) return;
    // Not by clearing values: a required field that was cleared counts as left empty by the person.
    isEmptying.current = true;
    form.current?.reset();
    isEmptying.current = false;
    form.current?.querySelector("input")?.focus();
  }, [emptyOn]);

  return (
    <form
      ref={form}
      action={action}
      noValidate
      onSubmit={(event) => {
        if (isPending) event.preventDefault();
      }}
      className="grid gap-5"
    >
      {failure?.summary !== undefined && (
        <Notice tone="bad" action={summaryAction}>
          {failure.summary}
        </Notice>
      )}
      {children}
    </form>
  );
}
