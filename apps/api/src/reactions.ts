import type { BillingEvent } from "@ninefold/billing";
import type { IdentityEvent } from "@ninefold/identity";
import type { Notifications } from "@ninefold/notifications";
import type { Analytics } from "@ninefold/observability";
import type { Audit } from "@ninefold/ops-safety";
import type { AnyTx, Reactions, SystemEvent } from "@ninefold/workflows";

interface Systems {
  readonly notifications: Pick<Notifications, "queue" | "hasRoom" | "notify">;
  readonly analytics: Pick<Analytics<AnyTx>, "queue">;
  readonly audit: Pick<Audit, "recordEvent">;
}

/**
 * Every arrow between systems that happens after commit. A published event without an entry does not compile; `{}` says
 * that nobody reacts, on purpose.
 */
export const reactions = ({ notifications, analytics, audit }: Systems): Reactions<IdentityEvent | BillingEvent> => ({
  "identity.person_signed_up": {
    "notifications.verify_address": async (event, tx) => {
      await mail(notifications, tx, { kind: "verify-address", event });
    },
    "observability.signed_up": async (event, tx) => {
      const { userId: actorId } = event.data;
      await analytics.queue(tx, { name: "identity.person_signed_up", actorId, properties: {}, ...factIn(event) });
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
  "identity.sign_in_mail_requested": {
    "notifications.sign_in": async (event, tx) => {
      await codeMail(notifications, tx, { kind: "sign-in", event, asks: event.data.browser });
    },
  },
  "identity.confirmation_code_requested": {
    "notifications.confirmation_code": async (event, tx) => {
      await codeMail(notifications, tx, { kind: "confirmation-code", event, asks: "known" });
    },
  },
  "identity.address_change_requested": {
    "notifications.address_change": async (event, tx) => {
      const { changeId } = event.data;
      // Whoever asks again and again mails a stranger: as often as for the other mails that anybody can ask for.
      if (!(await notifications.hasRoom(tx, "address-comes", 20))) return;
      await notifications.queue(tx, { kind: "address-leaves", subject: { changeId }, key: `${event.id}/old` });
      await notifications.queue(tx, { kind: "address-comes", subject: { changeId }, key: `${event.id}/new` });
    },
  },
  "identity.address_changed": {},
  "identity.password_changed": {
    "notifications.password_changed": async (event, tx) => {
      await notifications.queue(tx, { kind: "password-changed", subject: event.data, key: event.id });
    },
  },
  "identity.second_factor_turned_on": {
    "notifications.second_factor_turned_on": async (event, tx) => {
      await notifications.queue(tx, { kind: "second-factor-on", subject: event.data, key: event.id });
    },
    "ops_safety.audit": (event, tx) => recordOwnDoing(audit, tx, event),
  },
  "identity.second_factor_turned_off": {
    "notifications.second_factor_turned_off": async (event, tx) => {
      await notifications.queue(tx, { kind: "second-factor-off", subject: event.data, key: event.id });
    },
    "ops_safety.audit": (event, tx) => recordOwnDoing(audit, tx, event),
  },
  "identity.recovery_codes_renewed": {
    "notifications.recovery_codes_renewed": async (event, tx) => {
      await notifications.queue(tx, { kind: "recovery-codes-renewed", subject: event.data, key: event.id });
    },
    "ops_safety.audit": (event, tx) => recordOwnDoing(audit, tx, event),
  },
  "identity.recovery_code_used": {
    "notifications.recovery_code_used": async (event, tx) => {
      await notifications.queue(tx, { kind: "recovery-code-used", subject: event.data, key: event.id });
    },
    "ops_safety.audit": (event, tx) => recordOwnDoing(audit, tx, event),
  },
  "identity.second_factor_reset": {
    "notifications.second_factor_reset": async (event, tx) => {
      await notifications.queue(tx, { kind: "second-factor-reset", subject: event.data, key: event.id });
    },
    // By the owner of the database, whom no request knows.
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "person", id: event.data.userId } }),
  },
  "identity.passkey_added": {
    "notifications.passkey_added": async (event, tx) => {
      await notifications.queue(tx, { kind: "passkey-added", subject: event.data, key: event.id });
    },
  },
  "identity.passkey_removed": {
    "notifications.passkey_removed": async (event, tx) => {
      await notifications.queue(tx, { kind: "passkey-removed", subject: event.data, key: event.id });
    },
  },
  "identity.passkey_copied": {
    "notifications.passkey_copied": async (event, tx) => {
      // Whoever has the copy can go on trying: one mail a day says it.
      const day = event.occurredAt.toISOString().slice(0, "2026-01-01".length);
      await notifications.queue(tx, {
        kind: "passkey-copied",
        subject: event.data,
        key: `${event.data.passkeyId}/${day}`,
      });
    },
  },
  "identity.connection_added": {
    "notifications.connection_added": async (event, tx) => {
      await notifications.queue(tx, { kind: "connection-added", subject: event.data, key: event.id });
    },
  },
  "identity.connection_removed": {
    "notifications.connection_removed": async (event, tx) => {
      await notifications.queue(tx, { kind: "connection-removed", subject: event.data, key: event.id });
    },
  },
  "identity.sign_up_repeated": {
    "notifications.account_exists": async (event, tx) => {
      await mail(notifications, tx, { kind: "account-exists", event });
    },
  },
  "identity.service_account_created": { "ops_safety.audit": (event, tx) => recordProgram(audit, tx, event) },
  "identity.service_account_renamed": { "ops_safety.audit": (event, tx) => recordProgram(audit, tx, event) },
  "identity.service_account_removed": { "ops_safety.audit": (event, tx) => recordProgram(audit, tx, event) },
  "identity.api_key_created": {
    "ops_safety.audit": (event, tx) => recordKey(audit, tx, event),
    "notifications.api_key_made": (event, tx) => tellOfKey(notifications, tx, event),
  },
  "identity.api_key_rotated": {
    "ops_safety.audit": (event, tx) => recordKey(audit, tx, event),
    // There is another secret from now on, as with a new key.
    "notifications.api_key_made": (event, tx) => tellOfKey(notifications, tx, event),
  },
  "identity.api_key_revoked": { "ops_safety.audit": (event, tx) => recordKey(audit, tx, event) },
  "identity.invitation_created": {
    "notifications.invite": async (event, tx) => {
      const { invitationId } = event.data;
      await notifications.queue(tx, { kind: "workspace-invitation", subject: { invitationId }, key: event.id });
    },
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "invitation", id: event.data.invitationId } }),
  },
  "identity.invitation_resent": {
    "notifications.invite": async (event, tx) => {
      const { invitationId } = event.data;
      await notifications.queue(tx, { kind: "workspace-invitation", subject: { invitationId }, key: event.id });
    },
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "invitation", id: event.data.invitationId } }),
  },
  "identity.address_verified": {},
  "identity.workspace_created": {
    "observability.workspace_created": async (event, tx) => {
      const actorId = event.actor.type === "person" ? event.actor.id : null;
      await analytics.queue(tx, { name: "identity.workspace_created", actorId, properties: {}, ...factIn(event) });
    },
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "workspace", id: event.data.workspaceId } }),
  },
  "identity.workspace_renamed": {
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "workspace", id: event.data.workspaceId } }),
  },
  "identity.workspace_moved": {
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "workspace", id: event.data.workspaceId } }),
  },
  "identity.workspace_closed": {
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "workspace", id: event.data.workspaceId } }),
    "notifications.workspace_closed": async (event, tx) => {
      const { workspaceId } = event.data;
      await notifications.notify(tx, { kind: "workspace-closed", subject: { workspaceId }, key: event.id });
    },
  },
  "identity.workspace_reopened": {
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "workspace", id: event.data.workspaceId } }),
  },
  // Whoever erased it wrote that down with what was erased.
  "identity.workspace_deleted": {},
  "identity.role_created": { "ops_safety.audit": (event, tx) => recordRole(audit, tx, event) },
  "identity.role_changed": { "ops_safety.audit": (event, tx) => recordRole(audit, tx, event) },
  "identity.role_removed": { "ops_safety.audit": (event, tx) => recordRole(audit, tx, event) },
  "identity.team_created": { "ops_safety.audit": (event, tx) => recordTeam(audit, tx, event) },
  "identity.team_renamed": { "ops_safety.audit": (event, tx) => recordTeam(audit, tx, event) },
  "identity.team_removed": { "ops_safety.audit": (event, tx) => recordTeam(audit, tx, event) },
  "identity.team_member_added": {
    // Unannounced by anybody else, it is whoever accepted an invitation into the team.
    "ops_safety.audit": async (event, tx) => {
      const { userId } = event.data;
      await audit.recordEvent(tx, { ...audited(event), subject: { type: "person", id: userId }, byItself: userId });
    },
  },
  "identity.team_member_removed": {
    "ops_safety.audit": (event, tx) =>
      audit.recordEvent(tx, { ...audited(event), subject: { type: "person", id: event.data.userId } }),
  },
  "identity.member_joined": {
    // Nobody is made a member by another: a person creates the workspace, or accepts an invitation.
    "ops_safety.audit": async (event, tx) => {
      const { userId, role } = event.data;
      const subject = { type: "person", id: userId };
      await audit.recordEvent(tx, { ...audited(event), subject, data: { role }, byItself: userId });
    },
    "notifications.member_joined": async (event, tx) => {
      const { workspaceId, userId, role } = event.data;
      // Nobody is invited as an owner: this one made the workspace, and needs no telling.
      if (role === "owner") return;
      await notifications.notify(tx, { kind: "member-joined", subject: { workspaceId, userId }, key: event.id });
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
  // Billing reads what was used and has no prices for it yet.
  "identity.usage_recorded": {},
  // Who joined says the same.
  "identity.invitation_accepted": {},
  "identity.invitation_ended": {},
  "billing.subscription_started": {
    "observability.plan_changed": (event, tx) => tellPlan(analytics, tx, event),
    "notifications.plan_changed": async (event, tx) => {
      const { workspaceId } = event.data;
      await notifications.notify(tx, { kind: "plan-changed", subject: { workspaceId }, key: event.id });
    },
  },
  "billing.subscription_renewed": {},
  "billing.subscription_plan_changed": {
    "observability.plan_changed": (event, tx) => tellPlan(analytics, tx, event),
    "notifications.plan_changed": async (event, tx) => {
      const { workspaceId } = event.data;
      await notifications.notify(tx, { kind: "plan-changed", subject: { workspaceId }, key: event.id });
    },
  },
  "billing.cancellation_scheduled": {},
  "billing.cancellation_withdrawn": {},
  "billing.payment_overdue": {
    "notifications.payment_overdue": async (event, tx) => {
      const { workspaceId } = event.data;
      await notifications.notify(tx, { kind: "payment-overdue", subject: { workspaceId }, key: event.id });
    },
  },
  "billing.subscription_recovered": {},
  "billing.subscription_paused": {},
  "billing.subscription_resumed": {},
  "billing.subscription_ended": {
    "observability.plan_changed": (event, tx) => tellPlan(analytics, tx, event),
    "notifications.plan_changed": async (event, tx) => {
      const { workspaceId } = event.data;
      await notifications.notify(tx, { kind: "plan-changed", subject: { workspaceId }, key: event.id });
    },
  },
});

/** The vendor's word, so the workspace's owner stands for whoever paid. */
async function tellPlan(analytics: Systems["analytics"], tx: AnyTx, event: PlanEvent): Promise<void> {
  const { fromPlan: from, toPlan: to } = event.data;
  if (from === undefined || to === undefined) return;
  await analytics.queue(tx, {
    name: "billing.plan_changed",
    actorId: null,
    properties: { from, to },
    ...factIn(event),
  });
}

type PlanEvent = SystemEvent & {
  readonly data: { readonly fromPlan?: string | undefined; readonly toPlan?: string | undefined };
};

const factIn = ({ id: eventId, occurredAt, tenantId }: SystemEvent) => ({ eventId, occurredAt, tenantId });

/** An entry is called what happened. */
function audited({ id, type, occurredAt, requestId, traceparent, tenantId, userId }: SystemEvent) {
  return { id, action: type, occurredAt, requestId, traceparent, tenantId, userId };
}

type RoleEvent = Extract<IdentityEvent, { type: `identity.role_${string}` }> & SystemEvent;
type TeamEvent = Extract<IdentityEvent, { type: `identity.team_${string}` }> & SystemEvent;

const recordRole = (audit: Systems["audit"], tx: AnyTx, event: RoleEvent): Promise<void> =>
  audit.recordEvent(tx, { ...audited(event), subject: { type: "role", id: event.data.roleId } });

const recordTeam = (audit: Systems["audit"], tx: AnyTx, event: TeamEvent): Promise<void> =>
  audit.recordEvent(tx, { ...audited(event), subject: { type: "team", id: event.data.teamId } });

type ProgramEvent = Extract<IdentityEvent, { type: `identity.service_account_${string}` }> & SystemEvent;
type KeyEvent = Extract<IdentityEvent, { type: `identity.api_key_${string}` }> & SystemEvent;

const recordProgram = (audit: Systems["audit"], tx: AnyTx, event: ProgramEvent): Promise<void> =>
  audit.recordEvent(tx, { ...audited(event), subject: { type: "service_account", id: event.data.serviceAccountId } });

function recordKey(audit: Systems["audit"], tx: AnyTx, event: KeyEvent): Promise<void> {
  const { keyId, workspaceId: _known, ...data } = event.data;
  return audit.recordEvent(tx, { ...audited(event), subject: { type: "api_key", id: keyId }, data });
}

async function tellOfKey(
  notifications: Systems["notifications"],
  tx: Parameters<Notifications["notify"]>[0],
  { id, data: { workspaceId } }: KeyEvent,
): Promise<void> {
  await notifications.notify(tx, { kind: "api-key-made", subject: { workspaceId }, key: id });
}

type PersonEvent = SystemEvent & { readonly data: { readonly userId: string } };

/** Of what a person alone can do about their own account. */
const recordOwnDoing = (audit: Systems["audit"], tx: AnyTx, event: PersonEvent): Promise<void> =>
  audit.recordEvent(tx, {
    ...audited(event),
    subject: { type: "person", id: event.data.userId },
    byItself: event.data.userId,
  });

interface AskedFor {
  readonly kind: "verify-address" | "reset-password" | "account-exists";
  readonly event: { readonly data: { readonly userId: string }; readonly occurredAt: Date };
}

interface CodeAskedFor {
  readonly kind: "sign-in" | "confirmation-code";
  readonly event: { readonly data: { readonly mailId: string }; readonly occurredAt: Date };
  readonly asks: "known" | "unknown";
}

/**
 * As many as of the other mails that anybody can ask for. Who asks in a browser of their own has twenty more in a day and a minute of
 * their own: strangers who ask with somebody's address keep nobody out.
 */
async function codeMail(
  notifications: Systems["notifications"],
  tx: Parameters<Notifications["queue"]>[0],
  { kind, event, asks }: CodeAskedFor,
): Promise<void> {
  if (!(await notifications.hasRoom(tx, kind, asks === "known" ? 40 : 20))) return;
  const { mailId } = event.data;
  await notifications.queue(tx, { kind, subject: { mailId }, key: `${kind}/${asks}/${minuteOf(event.occurredAt)}` });
}

const minuteOf = (at: Date): string => at.toISOString().slice(0, "2026-01-01T00:00".length);

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
  await notifications.queue(tx, { kind, subject: event.data, key: `${kind}/${minuteOf(event.occurredAt)}` });
}
