import type { IdentityEvent } from "@ninefold/identity";
import type { Notifications } from "@ninefold/notifications";
import type { Analytics } from "@ninefold/observability";
import type { AnyTx, Reactions, SystemEvent } from "@ninefold/workflows";

interface Systems {
  readonly notifications: Pick<Notifications, "queue">;
  readonly analytics: Pick<Analytics<AnyTx>, "queue">;
}

/**
 * Every arrow between systems that happens after commit. A published event without an entry does not compile; `{}` says
 * that nobody reacts, on purpose.
 */
export const reactions = ({ notifications, analytics }: Systems): Reactions<IdentityEvent> => ({
  "identity.person_signed_up": {
    "notifications.verify_address": async (event, tx) => {
      await notifications.queue(tx, { kind: "verify-address", subject: event.data, key: oncePerMinute(event) });
    },
    "observability.signed_up": async (event, tx) => {
      const { userId: actorId } = event.data;
      await analytics.queue(tx, { name: "identity.person_signed_up", actorId, properties: {}, ...factIn(event) });
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
  },
  "identity.address_verified": {},
  "identity.workspace_created": {
    "observability.workspace_created": async (event, tx) => {
      const actorId = event.actor.type === "person" ? event.actor.id : null;
      await analytics.queue(tx, { name: "identity.workspace_created", actorId, properties: {}, ...factIn(event) });
    },
  },
  "identity.member_joined": {},
  "identity.member_removed": {},
  "identity.member_role_changed": {},
  "identity.invitation_accepted": {},
  "identity.invitation_ended": {},
});

const factIn = ({ id: eventId, occurredAt, tenantId }: SystemEvent) => ({ eventId, occurredAt, tenantId });

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
