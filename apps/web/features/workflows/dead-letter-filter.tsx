"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, useState, useTransition } from "react";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Field } from "../../ui/field.tsx";
import { KeptInput } from "../identity/kept-input.tsx";
import { textOf } from "../identity/use-attempt.ts";
import { type DeadLetterFilter as Filter, deadLettersPath, timeField, timeIn } from "./dead-letters.ts";
import type { DeadLettersCopy } from "./dead-letters-copy.ts";
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
    start(() => router.push(deadLettersPath({ ...text, ...times, workspaceId })));
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
        <Part name="task" label={copy.task} value={filter.task} maxLength={200} />
        <Part name="error" label={copy.error} value={filter.error} maxLength={500} />
        <Part name="queue" label={copy.queue} value={filter.queue} maxLength={200} />
        <Part name="tag" label={copy.tag} value={filter.tag} maxLength={200} />
        <Part
          name="workspace"
          label={copy.workspace}
          value={filter.workspaceId}
          error={isWrong ? copy.workspaceWrong : undefined}
        />
        <Part name="from" label={copy.diedAfter} value={timeField(filter.diedAfter)} type="datetime-local" />
        <Part name="before" label={copy.diedBefore} value={timeField(filter.diedBefore)} type="datetime-local" />
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

interface PartProps extends Pick<ComponentProps<"input">, "type" | "maxLength"> {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly error?: string | undefined;
}

function Part({ name, label, value, error, ...input }: PartProps) {
  return (
    <Field id={`dead-${name}`} label={label} error={error}>
      {(control) => (
        <KeptInput
          {...control}
          {...input}
          key={value}
          name={name}
          defaultValue={value}
          spellCheck={false}
          autoComplete="off"
        />
      )}
    </Field>
  );
}
