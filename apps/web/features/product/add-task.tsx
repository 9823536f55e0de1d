"use client";

import { Plus } from "lucide-react";
import type { RefObject } from "react";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { TasksCopy } from "./copy/tasks.ts";

/** What was typed and is not kept: nothing of it is lost until somebody lets it go. */
export interface NotAdded {
  readonly key: string;
  readonly title: string;
  readonly why: string;
  /** The plan is full: to try again would not help. */
  readonly isLimit: boolean;
}

interface AddTaskProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly copy: TasksCopy;
  readonly notAdded: readonly NotAdded[];
  readonly plansPath: string | undefined;
  readonly onAdd: (title: string) => void;
  readonly onAgain: (one: NotAdded) => void;
  readonly onDismiss: (one: NotAdded) => void;
}

/** A line to type in. Enter adds, and leaves it empty for the next one. */
export function AddTask({ input, copy, notAdded, plansPath, onAdd, onAgain, onDismiss }: AddTaskProps) {
  return (
    // In reach however long the list is.
    <div className="sticky bottom-0 z-10 grid gap-3 rounded-b-panel border-t border-line bg-panel px-4 py-4 sm:px-6">
      {notAdded.map((one) => (
        <Notice
          key={one.key}
          tone="bad"
          action={
            <span className="flex flex-wrap gap-2">
              {one.isLimit && plansPath !== undefined && (
                <ButtonLink href={plansPath} size="small">
                  {copy.seePlans}
                </ButtonLink>
              )}
              <Button size="small" onClick={() => onAgain(one)}>
                {copy.again}
              </Button>
              <Button size="small" look="quiet" onClick={() => onDismiss(one)}>
                {copy.dismiss}
              </Button>
            </span>
          }
        >
          <span className="[overflow-wrap:anywhere]">{fill(copy.notAdded, { title: one.title })}</span> {one.why}
        </Notice>
      ))}
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const title = input.current?.value.trim() ?? "";
          input.current?.focus();
          if (title === "") return;
          event.currentTarget.reset();
          onAdd(title);
        }}
      >
        <label htmlFor="new-task" className="sr-only">
          {copy.newTask}
        </label>
        <TextInput
          ref={input}
          id="new-task"
          aria-describedby="new-task-note"
          placeholder={copy.newTask}
          autoComplete="off"
          enterKeyHint="done"
          maxLength={200}
        />
        <Button type="submit" icon={<Plus size={16} aria-hidden="true" />} className="shrink-0">
          {copy.add}
        </Button>
      </form>
      <p id="new-task-note" className="text-13 text-ink-faint">
        {copy.addHelp}
      </p>
    </div>
  );
}
