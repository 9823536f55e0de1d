import { z } from "zod";

/**
 * What has happened, in the past tense: ids and no snapshots. Additive; a breaking change is a new name.
 * The triggers of `drizzle/0001_facts.sql` write these in the same commit as the change; three come from requests that
 * change nothing (`verification_requested`, `password_reset_requested`, `sign_up_repeated`).
 */
const person = z.object({ userId: z.uuid() });
const workspace = z.object({ workspaceId: z.uuid() });
const member = z.object({ workspaceId: z.uuid(), userId: z.uuid() });
const memberInRole = member.extend({ role: z.enum(["owner", "admin", "member", "viewer"]) });
const invitation = z.object({ workspaceId: z.uuid(), invitationId: z.uuid() });

export const identityEvents = {
  "identity.person_signed_up": person,
  "identity.verification_requested": person,
  "identity.address_verified": person,
  "identity.password_reset_requested": person,
  /** Both addresses are asked. */
  "identity.address_change_requested": person.extend({ changeId: z.uuid() }),
  "identity.address_changed": person,
  /** By whoever knew the old one, or by a link. */
  "identity.password_changed": person,
  /** Somebody signed up with an address that is taken. They were answered like anybody; the owner gets a mail. */
  "identity.sign_up_repeated": person,
  "identity.workspace_created": workspace,
  "identity.member_joined": memberInRole,
  "identity.member_removed": member,
  "identity.member_role_changed": memberInRole,
  "identity.invitation_created": invitation,
  "identity.invitation_accepted": invitation,
  /** Declined or revoked. */
  "identity.invitation_ended": invitation,
} as const;

export type IdentityEventType = keyof typeof identityEvents;
export type IdentityEvent = {
  [Type in IdentityEventType]: { readonly type: Type; readonly data: z.infer<(typeof identityEvents)[Type]> };
}[IdentityEventType];

export const isIdentityEventType = (type: string): type is IdentityEventType => Object.hasOwn(identityEvents, type);
