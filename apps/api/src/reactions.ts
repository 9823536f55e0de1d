import type { IdentityEvent } from "@ninefold/identity";
import type { Notifications } from "@ninefold/notifications";
import type { Audit } from "@ninefold/ops-safety";
import type { Reactions, SystemEvent } from "@ninefold/workflows";

interface Systems {
  readonly notifications: Pick<Notifications, "queue">;
  readonly audit: Pick<Audit, "recordEvent">;
}

/**
 * Every arrow between systems that happens after commit. A published event without an entry does not compile; `{}` says
 * that nobody reacts, on purpose.
 */
export const reactions = ({ notifications, audit }: Systems): Reactions<IdentityEvent> => ({
  "identity.person_signed_up": {
    "notifications.verify_address": async (event, tx) => {
      await notifications.queue(tx, { kind: "verify-address", subject: event.data, key: oncePerMinute(event) });
    },
  },
  "identity.verification_requested": {
    "notifications.verify_address": async (event, tx) => {
      await notifications.queue(tx, { kind: "verify-address", subject: event.data, key: oncePerMinute(event) });
    },
  },
  "identity.password_reset_requested": {
    "notifications.reset_password": async (event, tx) => {
      await notifications.queue(tx, { kind: "reset-password", subject: event.data, key: oncePerMinute(event) });
    },
  },
  "identity.sign_up_repeated": {
    "notifications.account_exists": async (event, tx) => {
      await notifications.queue(tx, { kind: "account-exists", subject: event.data, key: oncePerMinute(event) });
    },
  },
  "identity.invitation_created": {
    "notifications.invite": async (event, tx) => {
      const { invitationId } = event.data;
      await notifications.queue(tx, { kind: "workspace-invitation", subject: { invitationId }, key: event.id });
    },
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "invitation", id: event.data.invitationId } }),
  },
  "identity.address_verified": {},
  "identity.workspace_created": {
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "workspace", id: event.data.workspaceId } }),
  },
  "identity.member_joined": {
    // Nobody is made a member by another: a person creates the workspace, or accepts an invitation.
    "ops_safety.audit": async (event, tx) => {
      const { userId, role } = event.data;
      const subject = { type: "person", id: userId };
      await audit.recordEvent(tx, { ...audited(event), subject, data: { role }, byItself: userId });
    },
  },
  "identity.member_removed": {
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "person", id: event.data.userId } }),
  },
  "identity.member_role_changed": {
    "ops_safety.audit": async (event, tx) => {
      const { userId, role } = event.data;
      await audit.recordEvent(tx, { ...audited(event), subject: { type: "person", id: userId }, data: { role } });
    },
  },
  // Who joined says the same.
  "identity.invitation_accepted": {},
  "identity.invitation_ended": {},
});

/** An entry is called what happened. */
function audited({ id, type, occurredAt, requestId, traceparent, tenantId, userId }: SystemEvent) {
  return { id, action: type, occurredAt, requestId, traceparent, tenantId, userId };
}

/**
 * Anybody can ask for these mails with somebody else's address: one of a kind goes to a person per minute, however often
 * it is asked for and from however many networks.
 */
function oncePerMinute({ type, occurredAt }: Pick<SystemEvent, "type" | "occurredAt">): string {
  const minute = occurredAt.toISOString().slice(0, "2026-01-01T00:00".length);
  return `${MAIL_OF[type] ?? type}/${minute}`;
}

/** Two causes of one mail share a limit. */
const MAIL_OF: Readonly<Record<string, string>> = {
  "identity.person_signed_up": "verify-address",
  "identity.verification_requested": "verify-address",
};
