import type { IdentityProvider } from "@ninefold/identity";
import { can } from "@ninefold/identity/permissions";
import type { NotificationsNeeds } from "@ninefold/notifications";

type Member = Awaited<ReturnType<IdentityProvider["listMembers"]>>[number];

/** Whom each notice is for, asked when it is written: whoever may do something about it. */
export function audiences({ listMembers }: Pick<IdentityProvider, "listMembers">): NotificationsNeeds["audiences"] {
  async function those(workspaceId: string, isMeant: (member: Member) => boolean): Promise<readonly string[]> {
    return (await listMembers(workspaceId)).filter(isMeant).map(({ person }) => person.id);
  }
  const owners = ({ workspaceId }: { readonly workspaceId: string }) =>
    those(workspaceId, ({ role }) => role === "owner");
  return {
    // Whoever invited them is among these: who loses the right to invite loses their invitations with it.
    async "member-joined"({ workspaceId, userId }) {
      const inviting = await those(workspaceId, (member) => can(member, "invitation:manage"));
      return inviting.filter((id) => id !== userId);
    },
    "plan-changed": owners,
    "payment-overdue": owners,
    "workspace-closed": owners,
    "api-key-made": owners,
  };
}
