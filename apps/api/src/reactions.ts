import type { BillingEvent } from "@ninefold/billing";
import type { IdentityEvent } from "@ninefold/identity";
import type { Notifications } from "@ninefold/notifications";
import type { Reactions } from "@ninefold/workflows";

interface Systems {
  readonly notifications: Pick<Notifications, "queue" | "hasRoom">;
}

/**
 * Every arrow between systems that happens after commit. A published event without an entry does not compile; `{}` says
 * that nobody reacts, on purpose.
 */
export const reactions = ({ notifications }: Systems): Reactions<IdentityEvent | BillingEvent> => ({
  "identity.person_signed_up": {
    "notifications.verify_address": async (event, tx) => {
      await mail(notifications, tx, { kind: "verify-address", event });
    },
  },
  "identity.verification_requested": {
    "notifications.verify_address": async (event, tx) => {
      await mail(notifications, tx, { kind: "verify-address", event });
    },
  },
  "identity.password_reset_requested": {
    "notifications.reset_password": async (event, tx) => {
      await mail(notifications, tx, { kind: "reset-password", event });
    },
  },
  "identity.sign_up_repeated": {
    "notifications.account_exists": async (event, tx) => {
      await mail(notifications, tx, { kind: "account-exists", event });
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

interface AskedFor {
  readonly kind: "verify-address" | "reset-password" | "account-exists";
  readonly event: { readonly data: { readonly userId: string }; readonly occurredAt: Date };
}

/**
 * Anybody can ask for these mails with somebody else's address: one of a kind goes to a person per minute, and 20 in 24
 * hours, however often it is asked for and from however many networks. Nobody who waits for one needs as many.
 */
async function mail(
  notifications: Systems["notifications"],
  tx: Parameters<Notifications["queue"]>[0],
  { kind, event }: AskedFor,
): Promise<void> {
  if (!(await notifications.hasRoom(tx, kind, 20))) return;
  const minute = event.occurredAt.toISOString().slice(0, "2026-01-01T00:00".length);
  await notifications.queue(tx, { kind, subject: event.data, key: `${kind}/${minute}` });
}
