"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "../../languages.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "./copy/failures.ts";
import type { PendingCopy } from "./copy/members.ts";
import { resendInvitation } from "./settings-actions.ts";
import type { Invitation } from "./workspaces.ts";

interface ResendInvitationProps {
  readonly workspaceId: string;
  readonly invitation: Invitation;
  readonly copy: PendingCopy;
  readonly failures: FailureCopy;
}

export function ResendInvitation({ workspaceId, invitation: { id, email }, copy, failures }: ResendInvitationProps) {
  const router = useRouter();
  const toast = useToast();
  const [isPending, setPending] = useState(false);

  async function resend(): Promise<void> {
    setPending(true);
    const codes = {
      "identity.invited_recently": copy.resentRecently,
      "identity.too_many_invitations": copy.resentOften,
      "identity.already_member": copy.resentToMember,
    };
    const refusal = await resendInvitation(workspaceId, id, { codes, failures });
    setPending(false);
    if (refusal !== undefined) {
      toast({ tone: "bad", title: copy.notResent, text: refusal });
      return;
    }
    toast({ title: fill(copy.resent, { email }) });
    router.refresh();
  }

  return (
    <Button
      look="quiet"
      size="small"
      aria-label={fill(copy.resendOne, { email })}
      onClick={() => void resend()}
      pending={isPending ? copy.resending : undefined}
    >
      {copy.resend}
    </Button>
  );
}
