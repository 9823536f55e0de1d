"use client";

import { Trash2 } from "lucide-react";
import { memo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { fill } from "../../languages.ts";
import { CHECKBOX } from "../../ui/choice-look.ts";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { BOX } from "../../ui/control-look.ts";
import type { TasksCopy } from "./copy/tasks.ts";
import { isSameTask, type ShownTask, type Task } from "./tasks.ts";

export interface Assignee {
  readonly id: string;
  readonly name: string;
}

/** What can be done to any of the rows. */
export interface TaskActions {
  readonly tick: (task: Task, isDone: boolean) => void;
  readonly rename: (task: Task, title: string) => void;
  readonly assign: (task: Task, assignee: Task["assignee"]) => void;
  readonly remove: (task: Task) => void;
}

interface TaskRowProps {
  readonly task: ShownTask;
  readonly members: readonly Assignee[] | undefined;
  readonly may: { readonly change: boolean; readonly delete: boolean };
  readonly copy: TasksCopy;
  readonly actions: TaskActions;
}

/** Drawn anew when its own task changes: one tick among hundreds of rows would be felt otherwise. */
export const TaskRow = memo(Row, (one, other) => {
  const keys = ["members", "may", "copy", "actions"] as const;
  return keys.every((key) => one[key] === other[key]) && isSameTask(one.task, other.task);
});

function Row({ task, members, may, copy, actions }: TaskRowProps) {
  const canChange = may.change;
  const { title, doneAt, assignee, isOnItsWay = false } = task;
  const isDone = doneAt !== null;
  const look = classes("text-14 [overflow-wrap:anywhere]", isDone ? "text-ink-faint line-through" : "text-ink");
  return (
    <li
      aria-busy={isOnItsWay || undefined}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-1 px-1 py-1 [contain-intrinsic-size:auto_3rem] [content-visibility:auto] sm:grid-cols-[auto_minmax(0,1fr)_auto_auto] sm:px-3"
    >
      <label className="grid size-10 place-items-center sm:size-9">
        {isOnItsWay ? (
          <Spinner size={14} />
        ) : (
          <input
            type="checkbox"
            className={classes(CHECKBOX, "mt-0")}
            aria-label={title}
            checked={isDone}
            disabled={!canChange}
            onChange={(event) => actions.tick(task, event.currentTarget.checked)}
          />
        )}
      </label>
      {canChange && !isOnItsWay ? (
        <TaskTitle title={title} look={look} copy={copy} onRename={(next) => actions.rename(task, next)} />
      ) : (
        <span className={classes(look, "px-2 py-1.5")}>{title}</span>
      )}
      {may.delete && !isOnItsWay && (
        <IconButton
          label={fill(copy.delete, { title })}
          icon={<Trash2 size={16} aria-hidden="true" />}
          onClick={() => actions.remove(task)}
          className="sm:order-last"
        />
      )}
      {!isOnItsWay && (
        <div className="col-start-2 sm:col-start-auto sm:w-44">
          {canChange && members !== undefined ? (
            <Select
              isQuiet
              className="sm:w-full"
              aria-label={fill(copy.assignee, { title })}
              options={[
                { value: NOBODY, label: copy.nobody },
                ...members.map(({ id, name }) => ({ value: id, label: name })),
                // Chosen once, and to be seen: it can not be chosen again.
                ...formerOf(assignee, members).map((id) => ({ value: id, label: copy.formerMember })),
              ]}
              value={assignee?.id ?? NOBODY}
              onChange={(id) => actions.assign(task, members.find((one) => one.id === id) ?? null)}
            />
          ) : (
            assignee !== null && (
              <span className="block px-2 pb-1.5 text-13 text-ink-soft [overflow-wrap:anywhere] sm:pt-1.5">
                {assignee.name ?? copy.formerMember}
              </span>
            )
          )}
        </div>
      )}
    </li>
  );
}

const NOBODY = "nobody";

function formerOf(assignee: Task["assignee"], members: readonly Assignee[]): readonly string[] {
  return assignee === null || members.some(({ id }) => id === assignee.id) ? [] : [assignee.id];
}

interface TaskTitleProps {
  readonly title: string;
  readonly look: string;
  readonly copy: TasksCopy;
  readonly onRename: (title: string) => void;
}

/** Pressed, it becomes a line to type in. Enter keeps what was typed, and so does going elsewhere; Escape does not. */
function TaskTitle({ title, look, copy, onRename }: TaskTitleProps) {
  const [isTyping, setTyping] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isOver = useRef(false);

  function end(typed: string | undefined, { takeFocus }: { readonly takeFocus: boolean }): void {
    // The line loses the focus when it goes, which is no second end.
    if (isOver.current) return;
    isOver.current = true;
    flushSync(() => setTyping(false));
    if (takeFocus) button.current?.focus();
    const next = typed?.trim() ?? "";
    if (next !== "" && next !== title) onRename(next);
  }

  if (!isTyping) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={fill(copy.rename, { title })}
        className={classes(look, "rounded-control px-2 py-1.5 text-left transition-colors hover:bg-well")}
        onClick={() => {
          isOver.current = false;
          setTyping(true);
        }}
      >
        {title}
      </button>
    );
  }
  return (
    <input
      className={BOX}
      ref={focusOnce}
      aria-label={fill(copy.newTitle, { title })}
      defaultValue={title}
      autoComplete="off"
      enterKeyHint="done"
      maxLength={200}
      onBlur={(event) => end(event.currentTarget.value, { takeFocus: false })}
      onKeyDown={(event) => {
        // Enter also ends the writing of one character in some languages.
        if (event.nativeEvent.isComposing) return;
        if (event.key !== "Enter" && event.key !== "Escape") return;
        // The button that takes the focus would be pressed by the same key.
        event.preventDefault();
        end(event.key === "Enter" ? event.currentTarget.value : undefined, { takeFocus: true });
      }}
    />
  );
}

/** It stands where the press was: whoever pressed wants to type. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.select();
}
