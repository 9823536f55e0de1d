"use client";

import { useRouter } from "next/navigation";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { fill } from "../../languages.ts";
import type { FailureCopy } from "./copy/failures.ts";
import type { InvitationCopy } from "./copy/invitations.ts";
import { accept, decline } from "./invitation-actions.ts";
import { HOME } from "./next-path.ts";
import { useAttempt } from "./use-attempt.ts";
import { type ReceivedInvitation, type Workspace, workspacePath } from "./workspaces.ts";

interface InvitationAnswerProps {
  readonly invitation: Pick<ReceivedInvitation, "id" | "workspaceName" | "inviterName">;
  readonly copy: InvitationCopy;
  readonly failures: FailureCopy;
}

/** Yes or no to one invitation, on its own page. */
export function InvitationAnswer({ invitation, copy, failures }: InvitationAnswerProps) {
  const { id, workspaceName: workspace, inviterName: inviter } = invitation;
  const router = useRouter();
  const { failure, done, submit, isPending } = useAttempt<Workspace>(async () => {
    const joined = await accept(id, { copy, failures });
    if (typeof joined === "string") return { failure: { summary: joined } };
    router.push(workspacePath(joined.slug));
    return { done: joined };
  });
  const isBusy = isPending || done !== undefined;
  return (
    <Form action={submit} isPending={isBusy} failure={failure}>
      <div className="grid gap-3">
        <Button type="submit" look="primary" pending={isBusy ? copy.accepting : undefined}>
          {copy.accept}
        </Button>
        <AlertDialog
          trigger={<Button disabled={isBusy}>{copy.decline}</Button>}
          title={fill(copy.declineTitle, { workspace })}
          confirm={copy.decline}
          confirming={copy.declining}
          onConfirm={async () => {
            const refusal = await decline(id, { copy, failures });
            if (refusal === undefined) router.push(HOME);
            return refusal;
          }}
        >
          {fill(copy.declineText, { inviter })}
        </AlertDialog>
      </div>
    </Form>
  );
}
