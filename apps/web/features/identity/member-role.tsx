"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Select } from "../../ui/select.tsx";
import { useToast } from "../../ui/toast.tsx";
import { changeRole } from "./member-actions.ts";
import type { MembersView } from "./members-view.ts";
import { isBuiltIn, rolesToGive, roleWord } from "./roles.ts";
import { memberFailures } from "./workspace-failures.ts";
import type { Member, Role } from "./workspaces.ts";

interface MemberRoleProps extends MembersView {
  readonly member: Member;
}

/** What a member may do, and for those who may change it, the choice. What can not be taken back alone is asked first. */
export function MemberRole({ member, workspace, meId, grants, copy, roles, roleHelp, failures }: MemberRoleProps) {
  const { person } = member;
  const router = useRouter();
  const toast = useToast();
  // Shown until the page has caught up with it.
  const [given, setGiven] = useState<{ readonly role: Role; readonly after: Role }>();
  const [asked, setAsked] = useState<Role>();
  const role = given?.after === member.role ? given.role : member.role;
  const options = rolesToGive(workspace, member.role, grants);
  const wordOf = (one: Role) => roleWord(one, grants.find((grant) => grant.role === one)?.name ?? null, roles);
  if (options.length < 2) {
    const word = roleWord(member.role, member.roleName, roles);
    return <span className="text-ink-soft max-sm:text-13">{word}</span>;
  }

  const isSelf = person.id === meId;
  const question = isSelf ? copy.ownRoleQuestion : copy.makeOwnerQuestion;
  const names = { name: person.name, workspace: workspace.name, role: asked === undefined ? "" : wordOf(asked) };

  async function give(chosen: Role): Promise<string | undefined> {
    setGiven({ role: chosen, after: member.role });
    const codes = memberFailures(copy);
    const refusal = await changeRole({ workspaceId: workspace.id, userId: person.id }, chosen, { codes, failures });
    if (refusal === undefined) {
      toast({ title: fill(copy.changed, { name: person.name, role: wordOf(chosen) }) });
      router.refresh();
    } else {
      setGiven(undefined);
    }
    return refusal;
  }

  async function choose(chosen: Role): Promise<void> {
    if (chosen === role) return;
    if (isSelf || chosen === "owner") {
      setAsked(chosen);
      return;
    }
    const refusal = await give(chosen);
    if (refusal !== undefined) toast({ tone: "bad", title: copy.notChanged, text: refusal });
  }

  return (
    <>
      <Select
        aria-label={fill(copy.roleOf, { name: person.name })}
        value={role}
        options={options.map(({ role: value }) => ({
          value,
          label: wordOf(value),
          ...(isBuiltIn(value) && { help: roleHelp[value] }),
        }))}
        onChange={(chosen) => void choose(chosen)}
        className="w-36"
      />
      <AlertDialog
        open={asked !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) setAsked(undefined);
        }}
        title={fill(question.title, names)}
        confirm={question.confirm}
        confirming={question.confirming}
        isDestructive={isSelf}
        onConfirm={async () => (asked === undefined ? undefined : give(asked))}
      >
        {fill(question.text, names)}
      </AlertDialog>
    </>
  );
}
