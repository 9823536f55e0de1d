"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { attempt } from "../identity/failure.ts";
import { textOf, useAttempt } from "../identity/use-attempt.ts";
import type { KillSwitch } from "./admin.ts";
import type { SwitchesCopy } from "./copy/admin.ts";
import { activateSwitch } from "./decide.ts";

type Hours = keyof SwitchesCopy["form"]["durations"];

interface SwitchFormProps {
  readonly dependencies: readonly string[];
  /** What is switched off now: what somebody has switched on again since is no news. */
  readonly switches: readonly KillSwitch[];
  readonly copy: SwitchesCopy;
  readonly failures: FailureCopy;
}

export function SwitchForm({ dependencies, switches, copy, failures }: SwitchFormProps) {
  const router = useRouter();
  const [dependency, setDependency] = useState(dependencies[0] ?? "");
  const [hours, setHours] = useState<Hours>("4");
  const { form } = copy;
  const { failure, done, submit, isPending } = useAttempt<KillSwitch>(async (data) => {
    const reason = textOf(data, "reason").trim();
    if (reason === "" || reason.length > 500) return { failure: { fields: { reason: form.reasonMissing } } };
    const work = async () => {
      const expiresAt = new Date(Date.now() + Number(hours) * 3_600_000).toISOString();
      const thrown = await activateSwitch({ dependency, reason, expiresAt });
      router.refresh();
      return thrown;
    };
    const wrong = { field: "reason", text: form.reasonMissing };
    return attempt(work, { codes: { "ops_safety.invalid_switch": wrong }, paths: { reason: wrong } }, failures);
  });
  const isOff = switches.some(
    ({ dependency: one, activatedAt }) => one === done?.dependency && activatedAt === done.activatedAt,
  );
  const durations = (["1", "4", "24", "168", "720"] as const).map((value) => ({
    value,
    label: form.durations[value],
  }));
  return (
    <Form action={submit} isPending={isPending} failure={failure} emptyOn={done?.activatedAt}>
      <Field id="switch-dependency" label={copy.dependency}>
        {(control) => (
          <Select
            {...control}
            value={dependency}
            onChange={setDependency}
            options={dependencies.map((value) => ({ value, label: value }))}
          />
        )}
      </Field>
      <Field id="switch-reason" label={copy.why} help={form.reasonHelp} error={failure?.fields?.["reason"]}>
        {(control) => <TextArea {...control} name="reason" required />}
      </Field>
      <Field id="switch-until" label={copy.until}>
        {(control) => <Select {...control} value={hours} onChange={setHours} options={durations} />}
      </Field>
      <Button type="submit" look="danger" pending={isPending ? form.submitting : undefined}>
        {form.submit}
      </Button>
      {done !== undefined && isOff && !isPending && (
        <Notice tone="warn">{fill(form.done, { dependency: done.dependency })}</Notice>
      )}
    </Form>
  );
}
