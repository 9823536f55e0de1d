"use client";

import { useRouter } from "next/navigation";
import { fill, type Language } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { PendingCopy } from "./copy/members.ts";
import { Filled } from "./filled.tsx";
import { revokeInvitation } from "./member-actions.ts";
import { ResendInvitation } from "./resend-invitation.tsx";
import { type RoleWords, roleWord } from "./roles.ts";
import type { Invitation } from "./workspaces.ts";

interface OpenInvitationsProps {
  readonly workspaceId: string;
  readonly invitations: readonly Invitation[];
  readonly copy: PendingCopy;
  readonly roles: RoleWords;
  readonly failures: FailureCopy;
}

/** Those that the workspace sent and nobody has answered. */
export function OpenInvitations({ invitations, ...view }: OpenInvitationsProps) {
  const { copy } = view;
  return (
    <Table
      label={copy.title}
      columns={columnsOf(view, useLanguage())}
      rows={invitations}
      rowKey={({ id }) => id}
      empty={<p className="max-w-prose text-14 text-ink-soft">{copy.empty}</p>}
    />
  );
}

type View = Omit<OpenInvitationsProps, "invitations">;

function columnsOf({ workspaceId, copy, roles, failures }: View, language: Language): readonly Column<Invitation>[] {
  return [
    {
      key: "email",
      title: copy.email,
      phone: "title",
      cell: ({ email }) => <span className="[overflow-wrap:anywhere]">{email}</span>,
    },
    {
      key: "role",
      title: copy.role,
      phone: "detail",
      cell: ({ role, roleName }) => <span className="text-ink-soft">{roleWord(role, roleName, roles)}</span>,
    },
    {
      key: "invited",
      title: copy.invited,
      cell: ({ invitedAt, inviterName }) => (
        <span className="text-ink-soft tabular-nums">
          <Filled
            sentence={copy.invitedBy}
            values={{ time: <Time at={invitedAt} language={language} />, inviter: inviterName }}
          />
        </span>
      ),
    },
    {
      key: "expires",
      title: copy.expires,
      cell: ({ expiresAt }) => (
        <span className="whitespace-nowrap text-ink-soft tabular-nums">
          <Time at={expiresAt} language={language} />
        </span>
      ),
    },
    {
      key: "actions",
      title: copy.actions,
      align: "end",
      phone: "side",
      isTitleHidden: true,
      cell: (invitation) => (
        <div className="flex justify-end gap-1 max-sm:flex-col">
          <ResendInvitation {...{ workspaceId, invitation, copy, failures }} />
          <Revoke {...{ workspaceId, invitation, copy, failures }} />
        </div>
      ),
    },
  ];
}

type RevokeProps = Pick<OpenInvitationsProps, "workspaceId" | "copy" | "failures"> & {
  readonly invitation: Invitation;
};

function Revoke({ workspaceId, invitation: { id, email }, copy, failures }: RevokeProps) {
  const router = useRouter();
  const toast = useToast();

  async function revoke(): Promise<string | undefined> {
    const refusal = await revokeInvitation(workspaceId, id, { codes: {}, failures });
    if (refusal === undefined) {
      toast({ title: fill(copy.revoked, { email }) });
      router.refresh();
    }
    return refusal;
  }

  return (
    <AlertDialog
      trigger={
        <Button look="quiet" size="small" aria-label={fill(copy.revokeOne, { email })}>
          {copy.revoke}
        </Button>
      }
      title={fill(copy.revokeTitle, { email })}
      confirm={copy.revoke}
      confirming={copy.revoking}
      onConfirm={revoke}
    >
      {copy.revokeText}
    </AlertDialog>
  );
}
