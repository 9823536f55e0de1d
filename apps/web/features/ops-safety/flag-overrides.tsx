"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { attempt } from "../identity/failure.ts";
import { textOf, useAttempt } from "../identity/use-attempt.ts";
import type { Flag } from "./admin.ts";
import type { FlagsCopy } from "./copy/admin.ts";
import { clearOverride, setOverride } from "./decide.ts";
import { otherValue, ValueSelect } from "./value-select.tsx";
import { valueWord } from "./value-word.ts";

interface FlagOverridesProps {
  readonly flag: Flag;
  readonly copy: FlagsCopy;
  readonly failures: FailureCopy;
}

/** Workspaces that get something else than their share, and a line to add one. */
export function FlagOverrides({ flag, copy, failures }: FlagOverridesProps) {
  return (
    <section className="grid gap-3">
      <h3 className="text-14 font-semibold text-ink">{copy.overrides}</h3>
      {flag.overrides.length === 0 ? (
        <p className="text-13 text-ink-faint">{copy.noOverrides}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {flag.overrides.map(({ workspaceId, value }) => (
            <li key={workspaceId} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <code className="min-w-0 flex-1 font-mono text-13 [overflow-wrap:anywhere]">{workspaceId}</code>
              <span className="text-14 text-ink-soft">{valueWord(value, copy)}</span>
              <Clear flag={flag.key} workspaceId={workspaceId} copy={copy} failures={failures} />
            </li>
          ))}
        </ul>
      )}
      <Add flag={flag} copy={copy} failures={failures} />
    </section>
  );
}

function Add({ flag, copy, failures }: FlagOverridesProps) {
  const router = useRouter();
  const [value, setValue] = useState(otherValue(flag));
  const { failure, done, submit, isPending } = useAttempt<string>(async (data) => {
    const workspaceId = textOf(data, "workspace").trim().toLowerCase();
    const wrong = { field: "workspace", text: copy.workspaceWrong };
    const work = async () => {
      await setOverride({ flag: flag.key, workspaceId, value });
      router.refresh();
      return `${workspaceId} ${Date.now()}`;
    };
    return attempt(work, { codes: { "ops_safety.invalid_flag": wrong }, paths: { workspaceId: wrong } }, failures);
  });
  const id = flag.key.replaceAll(/\W/g, "-");
  return (
    <Form action={submit} isPending={isPending} failure={failure} emptyOn={done}>
      <div className="grid items-start gap-5 sm:grid-cols-[minmax(0,1fr)_9rem_6.5rem] sm:gap-3">
        <Field
          id={`${id}-workspace`}
          label={copy.workspace}
          help={copy.workspaceHelp}
          error={failure?.fields?.["workspace"]}
        >
          {(control) => <TextInput {...control} name="workspace" autoComplete="off" spellCheck={false} required />}
        </Field>
        <Field id={`${id}-override`} label={copy.value}>
          {(control) => <ValueSelect {...control} flag={flag} copy={copy} value={value} onChange={setValue} />}
        </Field>
        <Button type="submit" className="sm:mt-7" pending={isPending ? copy.adding : undefined}>
          {copy.add}
        </Button>
      </div>
    </Form>
  );
}

interface ClearProps extends Omit<FlagOverridesProps, "flag"> {
  readonly flag: string;
  readonly workspaceId: string;
}

function Clear({ flag, workspaceId, copy, failures }: ClearProps) {
  const router = useRouter();
  const toast = useToast();
  const [isPending, start] = useTransition();
  return (
    <Button
      look="quiet"
      size="small"
      aria-label={fill(copy.clearOne, { workspace: workspaceId })}
      pending={isPending ? copy.clearing : undefined}
      onClick={() =>
        start(async () => {
          const refusal = await clearOverride(flag, workspaceId, failures);
          if (refusal === undefined) router.refresh();
          else toast({ title: refusal });
        })
      }
    >
      {copy.clear}
    </Button>
  );
}
