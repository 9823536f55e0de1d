"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { textOf } from "../identity/use-attempt.ts";
import type { RunsCopy } from "./copy/runs.ts";
import { FilterInput } from "./filter-input.tsx";
import { MoreFilters } from "./more-filters.tsx";
import {
  type RunFilter as Filter,
  isFiltering,
  runListPath,
  type RunState,
  runsPath,
  STATES,
  workspaceIdIn,
} from "./runs.ts";

const ALL = "all";

/** Which runs are listed. The address keeps it, so that it can be sent to somebody. */
export function RunFilter({ filter, copy }: { readonly filter: Filter; readonly copy: RunsCopy["filter"] }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const [isWrong, setWrong] = useState(false);
  const options: readonly { readonly value: RunState | typeof ALL; readonly label: string }[] = [
    { value: ALL, label: copy.all },
    ...STATES.map((value) => ({ value, label: copy.states[value] })),
  ];

  /** The page stays where it is: what is filtered is below. */
  function show(wanted: Filter): void {
    start(() => router.push(runsPath(wanted), { scroll: false }));
  }

  return (
    <search>
      <form
        noValidate
        className="grid grid-cols-1 items-start gap-4 sm:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1fr)_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const typed = textOf(data, "workspace").trim();
          const workspaceId = workspaceIdIn(typed);
          const isUnreadable = typed !== "" && workspaceId === undefined;
          setWrong(isUnreadable);
          const asked = (name: string) => textOf(data, name).trim() || undefined;
          if (isUnreadable) return;
          show({ ...filter, task: asked("task"), workspaceId, tag: asked("tag"), schedule: asked("schedule") });
        }}
      >
        <Field id="runs-state" label={copy.state}>
          {(control) => (
            <Select
              {...control}
              options={options}
              value={filter.state ?? ALL}
              readOnly={isPending}
              onChange={(chosen) => show({ ...filter, state: chosen === ALL ? undefined : chosen })}
            />
          )}
        </Field>
        <FilterInput id="runs-task" name="task" label={copy.task} value={filter.task} maxLength={200} />
        <FilterInput
          id="runs-workspace"
          name="workspace"
          label={copy.workspace}
          value={filter.workspaceId}
          error={isWrong ? copy.workspaceWrong : undefined}
        />
        <div className="flex gap-2 sm:pt-[1.875rem]">
          <Button type="submit" pending={isPending ? copy.apply : undefined}>
            {copy.apply}
          </Button>
          {isFiltering(filter) && (
            <ButtonLink href={runListPath({ window: filter.window })} look="quiet">
              {copy.clear}
            </ButtonLink>
          )}
        </div>
        <MoreFilters filter={filter} copy={copy} isPending={isPending} show={show} />
      </form>
    </search>
  );
}
