"use client";

import { useRouter } from "next/navigation";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { removeMember } from "./member-actions.ts";
import type { MembersView } from "./members-view.ts";
import { HOME } from "./next-path.ts";
import { mayRemove } from "./roles.ts";
import { memberFailures } from "./workspace-failures.ts";
import type { Member } from "./workspaces.ts";

interface MemberExitProps extends MembersView {
  readonly member: Member;
}

/** Takes somebody out of the workspace, or oneself. */
export function MemberExit({ member: { person, role }, workspace, meId, grants, copy, failures }: MemberExitProps) {
  const router = useRouter();
  const toast = useToast();
  const isSelf = person.id === meId;
  if (!mayRemove(workspace, role, { grants, isSelf })) return undefined;

  const names = { name: person.name, workspace: workspace.name };
  const question = isSelf ? copy.leaveQuestion : copy.removeQuestion;

  async function remove(): Promise<string | undefined> {
    const codes = memberFailures(copy);
    const refusal = await removeMember({ workspaceId: workspace.id, userId: person.id }, { codes, failures });
    if (refusal !== undefined) return refusal;
    if (isSelf) {
      // A full load, so that nothing of this workspace stays in the page's memory.
      window.location.assign(HOME);
    } else {
      toast({ title: fill(copy.removed, names) });
      router.refresh();
    }
    return undefined;
  }

  return (
    <AlertDialog
      trigger={
        <Button look="quiet" size="small" {...(!isSelf && { "aria-label": fill(copy.removeOne, names) })}>
          {isSelf ? copy.leave : copy.remove}
        </Button>
      }
      title={fill(question.title, names)}
      confirm={question.confirm}
      confirming={question.confirming}
      onConfirm={remove}
    >
      {question.text}
    </AlertDialog>
  );
}
