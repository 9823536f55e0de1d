"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { InvitationCopy } from "./copy/invitations.ts";
import { accept, decline } from "./invitation-actions.ts";
import { type RoleWords, roleWord } from "./roles.ts";
import { type ReceivedInvitation, workspacePath } from "./workspaces.ts";

interface WaitingInvitationsProps {
  readonly invitations: readonly ReceivedInvitation[];
  readonly copy: InvitationCopy;
  readonly failures: FailureCopy;
  readonly roles: RoleWords;
}

/** Above the workspaces: those that would have this person. */
export function WaitingInvitations({ invitations, ...words }: WaitingInvitationsProps) {
  return (
    <section className="rounded-panel border border-accent bg-panel">
      <h2 className="flex items-baseline gap-2 px-4 py-4 text-16 font-semibold text-ink sm:px-6 sm:pt-6">
        {words.copy.waiting}
        <span className="text-13 font-normal text-ink-faint tabular-nums">{invitations.length}</span>
      </h2>
      <ul className="divide-y divide-line border-t border-line">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="px-4 py-3 sm:px-6">
            <Waiting invitation={invitation} {...words} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type WaitingProps = Omit<WaitingInvitationsProps, "invitations"> & { readonly invitation: ReceivedInvitation };

function Waiting({ invitation, copy, failures, roles }: WaitingProps) {
  const { id, workspaceName: workspace, inviterName: inviter, role, roleName } = invitation;
  const router = useRouter();
  const toast = useToast();
  const [state, setState] = useState<"rest" | "joining" | { readonly failure: string }>("rest");

  async function join(): Promise<void> {
    setState("joining");
    const joined = await accept(id, { copy, failures });
    if (typeof joined === "string") setState({ failure: joined });
    else router.push(workspacePath(joined.slug));
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-60 items-center gap-3">
          <Avatar name={workspace} isSquare />
          <div className="min-w-0">
            <p className="font-medium text-ink">{workspace}</p>
            <p className="text-13 text-ink-faint">
              {fill(copy.from, { inviter, role: roleWord(role, roleName, roles) })}
            </p>
          </div>
        </div>
        <div className="flex gap-2">
          <AlertDialog
            trigger={
              <Button
                look="quiet"
                size="small"
                aria-label={fill(copy.declineOne, { workspace })}
                disabled={state === "joining"}
              >
                {copy.declineShort}
              </Button>
            }
            title={fill(copy.declineTitle, { workspace })}
            confirm={copy.decline}
            confirming={copy.declining}
            onConfirm={async () => {
              const refusal = await decline(id, { copy, failures });
              if (refusal === undefined) {
                toast({ title: fill(copy.declined, { workspace }) });
                router.refresh();
              }
              return refusal;
            }}
          >
            {fill(copy.declineText, { inviter })}
          </AlertDialog>
          <Button
            size="small"
            aria-label={fill(copy.acceptOne, { workspace })}
            onClick={() => void join()}
            pending={state === "joining" ? copy.accepting : undefined}
          >
            {copy.acceptShort}
          </Button>
        </div>
      </div>
      {typeof state === "object" && <Notice tone="bad">{state.failure}</Notice>}
    </div>
  );
}
