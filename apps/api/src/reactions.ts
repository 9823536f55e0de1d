import type { BillingEvent } from "@ninefold/billing";
import type { IdentityEvent } from "@ninefold/identity";
import type { Notifications } from "@ninefold/notifications";
import type { Reactions, SystemEvent } from "@ninefold/workflows";

interface Systems {
  readonly notifications: Pick<Notifications, "queue">;
}

/**
 * Every arrow between systems that happens after commit. A published event without an entry does not compile; `{}` says
 * that nobody reacts, on purpose.
 */
export const reactions = ({ notifications }: Systems): Reactions<IdentityEvent | BillingEvent> => ({
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
  },
  "identity.address_verified": {},
  "identity.workspace_created": {},
  "identity.member_joined": {},
  "identity.member_removed": {},
  "identity.member_role_changed": {},
  "identity.invitation_accepted": {},
  "identity.invitation_ended": {},
  "billing.subscription_started": {},
  "billing.subscription_renewed": {},
  "billing.subscription_plan_changed": {},
  "billing.cancellation_scheduled": {},
  "billing.cancellation_withdrawn": {},
  "billing.payment_overdue": {},
  "billing.subscription_recovered": {},
  "billing.subscription_paused": {},
  "billing.subscription_resumed": {},
  "billing.subscription_ended": {},
});

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
