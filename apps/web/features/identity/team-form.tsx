"use client";

import { useRouter } from "next/navigation";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { SettingsCopy, TeamsCopy } from "./copy/settings.ts";
import { attempt, type FailureTable } from "./failure.ts";
import { KeptInput } from "./kept-input.tsx";
import { saveTeam } from "./settings-actions.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import type { Team, Workspace } from "./workspaces.ts";

interface TeamFormProps {
  readonly workspace: Workspace;
  /** Absent for a new one. */
  readonly team?: Team;
  readonly copy: SettingsCopy;
  readonly failures: FailureCopy;
  readonly onDone?: () => void;
}

/** Makes a team, or gives one another name. */
export function TeamForm({ workspace, team, copy, failures, onDone }: TeamFormProps) {
  const { teams: words } = copy;
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<string>(async (data) => {
    const name = textOf(data, "team-name").trim();
    if (name === "") return { failure: { fields: { name: words.nameMissing } } };
    return attempt(
      async () => {
        await saveTeam(workspace.id, team?.id, name);
        router.refresh();
        onDone?.();
        return `${name} ${Date.now()}`;
      },
      failuresOf(words),
      failures,
    );
  });
  const id = `team-name-${team?.id ?? "new"}`;
  return (
    <Form action={submit} isPending={isPending} failure={failure} emptyOn={done}>
      <Field id={id} label={words.name} error={failure?.fields?.name}>
        {(control) => (
          <KeptInput
            {...control}
            name="team-name"
            autoComplete="off"
            required
            maxLength={80}
            {...(team && { defaultValue: team.name })}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={isPending ? pendingWord(team, copy) : undefined}>
          {team === undefined ? words.make : copy.save}
        </Button>
      </div>
    </Form>
  );
}

const pendingWord = (team: Team | undefined, { teams, saving }: SettingsCopy) =>
  team === undefined ? teams.making : saving;

function failuresOf(words: TeamsCopy): FailureTable {
  const name = { field: "name", text: words.nameMissing };
  return {
    codes: {
      "identity.invalid_name": name,
      "identity.team_name_taken": { field: "name", text: words.nameTaken },
      "identity.too_many_teams": { text: words.tooMany },
      "identity.team_not_found": { text: words.gone },
    },
    paths: { name },
  };
}
