import { z } from "zod";
import { METERS } from "./port-usage.ts";
import { SOCIAL_PROVIDERS } from "./port-social.ts";

/**
 * What has happened, in the past tense: ids and no snapshots. Additive; a breaking change is a new name.
 * Triggers (`drizzle/0001_facts.sql`, `drizzle/0005_roles_and_teams.sql`) write these in the same commit as the change; three come from requests that
 * change nothing (`verification_requested`, `password_reset_requested`, `sign_up_repeated`).
 */
const person = z.object({ userId: z.uuid() });
const passkey = person.extend({ passkeyId: z.uuid() });
const connection = person.extend({ provider: z.enum([...SOCIAL_PROVIDERS, "sso"]) });
const workspace = z.object({ workspaceId: z.uuid() });
const member = z.object({ workspaceId: z.uuid(), userId: z.uuid() });
/** A built-in role by its name, one of the workspace's own by its id. */
const memberInRole = member.extend({ role: z.union([z.enum(["owner", "admin", "member", "viewer"]), z.uuid()]) });
const role = z.object({ workspaceId: z.uuid(), roleId: z.uuid() });
const team = z.object({ workspaceId: z.uuid(), teamId: z.uuid() });
const teamMember = team.extend({ userId: z.uuid() });
const serviceAccount = z.object({ workspaceId: z.uuid(), serviceAccountId: z.uuid() });
const apiKey = serviceAccount.extend({ keyId: z.uuid() });
const domain = z.object({ workspaceId: z.uuid(), domainId: z.uuid() });
const signInConnection = z.object({ workspaceId: z.uuid(), connectionId: z.uuid() });
const invitation = z.object({ workspaceId: z.uuid(), invitationId: z.uuid() });

export const identityEvents = {
  "identity.person_signed_up": person,
  "identity.verification_requested": person,
  "identity.address_verified": person,
  "identity.password_reset_requested": person,
  /** A link and a code, for whoever asks at the sign-in. `known`: in a browser in which this person has been before. */
  "identity.sign_in_mail_requested": person.extend({ mailId: z.uuid(), browser: z.enum(["known", "unknown"]) }),
  /** By the person, in a session of theirs. */
  "identity.confirmation_code_requested": person.extend({ mailId: z.uuid() }),
  /** Both addresses are asked. */
  "identity.address_change_requested": person.extend({ changeId: z.uuid() }),
  "identity.address_changed": person,
  /** By whoever knew the old one, or by a link. */
  "identity.password_changed": person,
  "identity.second_factor_turned_on": person,
  "identity.second_factor_turned_off": person,
  /** Turned off by the owner of the platform, for somebody who has lost it and every recovery code. */
  "identity.second_factor_reset": person,
  "identity.recovery_codes_renewed": person,
  "identity.recovery_code_used": person,
  "identity.passkey_added": passkey,
  "identity.passkey_removed": passkey,
  /** It was used right but for its count, so there is a second copy of it. That use was refused. */
  "identity.passkey_copied": passkey,
  /** A person of a vendor's gets into this account from now on, or does not any more. */
  "identity.connection_added": connection,
  "identity.connection_removed": connection,
  /** Somebody signed up with an address that is taken. They were answered like anybody; the owner gets a mail. */
  "identity.sign_up_repeated": person,
  "identity.workspace_created": workspace,
  "identity.workspace_renamed": workspace,
  /** Its slug is another one. */
  "identity.workspace_moved": workspace,
  /** For nobody any more, until an owner takes it back. */
  "identity.workspace_closed": workspace,
  "identity.workspace_reopened": workspace,
  /** For good. Of no workspace: this one is not there. */
  "identity.workspace_deleted": workspace,
  "identity.member_joined": memberInRole,
  "identity.member_removed": member,
  "identity.member_role_changed": memberInRole,
  "identity.role_created": role,
  "identity.role_changed": role,
  "identity.role_removed": role,
  "identity.team_created": team,
  "identity.team_renamed": team,
  "identity.team_removed": team,
  /** Not told of a team or a membership that ends as a whole. */
  "identity.team_member_added": teamMember,
  "identity.team_member_removed": teamMember,
  "identity.service_account_created": serviceAccount,
  "identity.service_account_renamed": serviceAccount,
  /** With every key of its. */
  "identity.service_account_removed": serviceAccount,
  "identity.api_key_created": apiKey,
  /** `keyId` is the new one: the old one lives on for as long as whoever rotated it wanted. */
  "identity.api_key_rotated": apiKey.extend({ replacedKeyId: z.uuid() }),
  "identity.api_key_revoked": apiKey,
  "identity.domain_claimed": domain,
  "identity.domain_verified": domain,
  /** Its record is missing. For some days nothing else changes. */
  "identity.domain_lost": domain,
  /** The record is back. */
  "identity.domain_found": domain,
  /** It is a mere claim again: nobody signs in by it. */
  "identity.domain_ended": domain,
  "identity.domain_removed": domain,
  /** Made, changed, or switched on or off. */
  "identity.sign_in_connection_changed": signInConnection,
  "identity.sign_in_connection_removed": signInConnection,
  "identity.invitation_created": invitation,
  /** Its mail is to go out again. */
  "identity.invitation_resent": invitation,
  "identity.invitation_accepted": invitation,
  /** Declined or revoked. */
  "identity.invitation_ended": invitation,
  /**
   * What a workspace has used of one meter on one day since this was last told, about once a minute while it uses anything. The sum of
   * all of them is what it used; one of less than nothing takes back.
   */
  "identity.usage_recorded": workspace.extend({
    meter: z.enum(METERS),
    quantity: z.int(),
    /** Of UTC, as are the times: when the first and the last of it was used. */
    day: z.iso.date(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
  }),
} as const;

export type IdentityEventType = keyof typeof identityEvents;
export type IdentityEvent = {
  [Type in IdentityEventType]: { readonly type: Type; readonly data: z.infer<(typeof identityEvents)[Type]> };
}[IdentityEventType];

export const isIdentityEventType = (type: string): type is IdentityEventType => Object.hasOwn(identityEvents, type);
