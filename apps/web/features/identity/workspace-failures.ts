import type { InvitationCopy } from "./copy/invitations.ts";
import type { InviteCopy, MembersCopy } from "./copy/members.ts";
import type { NewWorkspaceCopy } from "./copy/workspaces.ts";
import type { FailureTable } from "./failure.ts";

export function newWorkspaceFailures(copy: NewWorkspaceCopy): FailureTable {
  const name = { field: "name", text: copy.nameRefused };
  const slug = { field: "slug", text: copy.slugRefused };
  return {
    codes: {
      "identity.slug_taken": { field: "slug", text: copy.slugTaken },
      "identity.invalid_name": name,
      "identity.invalid_slug": slug,
      "identity.too_many_workspaces": { text: copy.enoughToday },
    },
    paths: { name, slug },
  };
}

export function inviteFailures(copy: InviteCopy): FailureTable {
  const email = { field: "email", text: copy.emailUnlikely };
  const role = { field: "role", text: copy.roleRefused };
  return {
    codes: {
      "identity.already_member": { field: "email", text: copy.alreadyMember },
      "identity.already_invited": { field: "email", text: copy.alreadyInvited },
      "identity.invited_recently": { field: "email", text: copy.invitedRecently },
      "identity.too_many_invitations": { text: copy.enoughToday },
      "identity.invalid_email": email,
      "identity.invalid_role": role,
    },
    paths: { email, role },
  };
}

/** Of changing somebody's role and of taking them out. Beside a button, so each is one sentence. */
export function memberFailures(copy: MembersCopy): Readonly<Record<string, string>> {
  return {
    "identity.last_owner": copy.lastOwner,
    "identity.member_not_found": copy.memberGone,
    "identity.forbidden": copy.aboveYou,
  };
}

/** Of answering an invitation, and of taking one back. */
export function invitationFailures(copy: InvitationCopy): Readonly<Record<string, string>> {
  return { "identity.invitation_not_found": copy.gone };
}

/** Of changing what others see of oneself. */
export function profileFailures(copy: { readonly nameRefused: string }): FailureTable {
  const name = { field: "name", text: copy.nameRefused };
  return { codes: { "identity.invalid_name": name }, paths: { name } };
}
