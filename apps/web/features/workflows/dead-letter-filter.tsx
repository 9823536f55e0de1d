"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { textOf } from "../identity/use-attempt.ts";
import { type DeadLetterFilter as Filter, deadLettersPath, timeField, timeIn } from "./dead-letters.ts";
import type { DeadLettersCopy } from "./copy/dead-letters.ts";
import { FilterInput } from "./filter-input.tsx";
import { workspaceIdIn } from "./runs.ts";

interface DeadLetterFilterProps {
  readonly filter: Filter;
  readonly copy: DeadLettersCopy["filter"];
}

/** Which dead letters it is about. The address keeps it, so that it can be sent to somebody. */
export function DeadLetterFilter({ filter, copy }: DeadLetterFilterProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [isWrong, setWrong] = useState(false);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);

  function show(data: FormData): void {
    const said = (name: string) => textOf(data, name).trim() || undefined;
    const workspaceId = workspaceIdIn(said("workspace"));
    const isUnreadable = said("workspace") !== undefined && workspaceId === undefined;
    setWrong(isUnreadable);
    if (isUnreadable) return;
    const text = { task: said("task"), error: said("error"), queue: said("queue"), tag: said("tag") };
    const times = { diedAfter: timeIn(said("from")), diedBefore: timeIn(said("before")) };
    start(() => router.push(deadLettersPath({ ...text, ...times, workspaceId }), { scroll: false }));
  }

  return (
    <search>
      <form
        noValidate
        className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2 lg:grid-cols-4"
        onSubmit={(event) => {
          event.preventDefault();
          show(new FormData(event.currentTarget));
        }}
      >
        <FilterInput id="dead-task" name="task" label={copy.task} value={filter.task} maxLength={200} />
        <FilterInput id="dead-error" name="error" label={copy.error} value={filter.error} maxLength={500} />
        <FilterInput id="dead-queue" name="queue" label={copy.queue} value={filter.queue} maxLength={200} />
        <FilterInput id="dead-tag" name="tag" label={copy.tag} value={filter.tag} maxLength={200} />
        <FilterInput
          id="dead-workspace"
          name="workspace"
          label={copy.workspace}
          value={filter.workspaceId}
          error={isWrong ? copy.workspaceWrong : undefined}
        />
        <FilterInput
          id="dead-from"
          name="from"
          label={copy.diedAfter}
          value={timeField(filter.diedAfter)}
          type="datetime-local"
        />
        <FilterInput
          id="dead-before"
          name="before"
          label={copy.diedBefore}
          value={timeField(filter.diedBefore)}
          type="datetime-local"
        />
        <div className="flex gap-2 lg:pt-[1.875rem]">
          <Button type="submit" pending={isPending ? copy.apply : undefined}>
            {copy.apply}
          </Button>
          {isFiltered && (
            <ButtonLink href={deadLettersPath({})} look="quiet">
              {copy.clear}
            </ButtonLink>
          )}
        </div>
      </form>
    </search>
  );
}
