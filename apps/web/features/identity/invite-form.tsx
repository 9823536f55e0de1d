"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, unwrap } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { InviteCopy } from "./copy/members.ts";
import { checkAddress } from "./credentials.ts";
import { attempt } from "./failure.ts";
import { Filled } from "./filled.tsx";
import { LateMail } from "./late-mail.tsx";
import { isBuiltIn, rolesToInvite, type RoleWords, roleWord } from "./roles.ts";
import { textOf, useAttempt } from "./use-attempt.ts";
import { inviteFailures } from "./workspace-failures.ts";
import type { InvitableRole, Invitation, RoleGrant, Team, Workspace } from "./workspaces.ts";

interface InviteFormProps {
  readonly workspace: Workspace;
  readonly grants: readonly RoleGrant[];
  /** Those that the person may bring somebody into. */
  readonly teams: readonly Team[];
  readonly copy: InviteCopy;
  readonly roles: RoleWords;
  readonly roleHelp: RoleWords;
  readonly failures: FailureCopy;
}

export function InviteForm({ workspace, grants, teams, copy, roles, roleHelp, failures }: InviteFormProps) {
  const router = useRouter();
  // Not read from the form, which empties its fields for the next person: the role stays.
  const [role, setRole] = useState<InvitableRole>("member");
  const [team, setTeam] = useState("");
  const { failure, done, submit, isPending } = useAttempt<Invitation>(async (data) => {
    const email = textOf(data, "email").trim();
    const fault = checkAddress(email, copy);
    if (fault !== undefined) return { failure: fault };
    const work = async () => {
      const param = { workspaceId: encodeURIComponent(workspace.id) };
      const sent = await unwrap(
        api.v1.workspaces[":workspaceId"].invitations.$post({
          param,
          json: { email, role, ...(team !== "" && { teamId: team }) },
        }),
      );
      router.refresh();
      return sent;
    };
    return attempt(work, inviteFailures(copy), failures);
  });
  const errors = failure?.fields ?? {};
  const options = rolesToInvite(workspace, grants).map(({ role: value, name }) => ({
    value,
    label: roleWord(value, name, roles),
    ...(isBuiltIn(value) && { help: roleHelp[value] }),
  }));
  return (
    <Form action={submit} isPending={isPending} failure={failure} emptyOn={done?.id}>
      <div
        className={classes(
          "grid items-start gap-5 sm:gap-3",
          teams.length > 0
            ? "sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_11rem_11rem_auto]"
            : "sm:grid-cols-[minmax(0,1fr)_11rem_auto]",
        )}
      >
        <Field id="invite-email" label={copy.email} error={errors.email}>
          {(control) => <TextInput {...control} name="email" type="email" autoComplete="off" required />}
        </Field>
        <Field id="invite-role" label={copy.role} error={errors.role}>
          {(control) => <Select {...control} value={role} onChange={setRole} options={options} />}
        </Field>
        {teams.length > 0 && (
          <Field id="invite-team" label={copy.team}>
            {(control) => (
              <Select
                {...control}
                value={team}
                onChange={setTeam}
                options={[
                  { value: "", label: copy.noTeam },
                  ...teams.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          </Field>
        )}
        {/* On a line with the boxes: below their labels. */}
        <Button type="submit" look="primary" className="sm:mt-7" pending={isPending ? copy.submitting : undefined}>
          {copy.submit}
        </Button>
      </div>
      {done !== undefined && !isPending && (
        <>
          <Notice tone="good">
            <Filled
              sentence={copy.sent}
              values={{ email: <strong className="font-medium [overflow-wrap:anywhere]">{done.email}</strong> }}
            />
          </Notice>
          <LateMail key={done.id} copy={copy.lateMail} />
        </>
      )}
    </Form>
  );
}
