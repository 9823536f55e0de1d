import type { BillingEvent } from "@ninefold/billing";
import type { IdentityEvent } from "@ninefold/identity";
import type { Reactions } from "@ninefold/workflows";
import { createReactors, factIn, type Systems } from "./reactors.ts";

/**
 * Every arrow between systems that happens after commit. A published event without an entry does not compile; `{}` says
 * that nobody reacts, on purpose.
 */
export function reactions(systems: Systems): Reactions<IdentityEvent | BillingEvent> {
  const { notifications, analytics } = systems;
  const { mails, mailsOfConnection, mailsSparingly, mailsCode, mailsInvitation, ...others } = createReactors(systems);
  const { tells, records, countsPlan } = others;
  const changedPlan = {
    "observability.plan_changed": countsPlan,
    "notifications.plan_changed": tells("plan-changed"),
  };

  return {
    "identity.person_signed_up": {
      "notifications.verify_address": mailsSparingly("verify-address"),
      "observability.signed_up": async (event, tx) => {
        const { userId: actorId } = event.data;
        await analytics.queue(tx, { name: "identity.person_signed_up", actorId, properties: {}, ...factIn(event) });
      },
    },
    "identity.verification_requested": { "notifications.verify_address": mailsSparingly("verify-address") },
    "identity.password_reset_requested": { "notifications.reset_password": mailsSparingly("reset-password") },
    "identity.sign_up_repeated": { "notifications.account_exists": mailsSparingly("account-exists") },
    "identity.sign_in_mail_requested": { "notifications.sign_in": mailsCode("sign-in", ({ browser }) => browser) },
    "identity.confirmation_code_requested": {
      "notifications.confirmation_code": mailsCode("confirmation-code", () => "known"),
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
    "identity.address_verified": {},
    "identity.password_changed": { "notifications.password_changed": mails("password-changed") },
    "identity.second_factor_turned_on": {
      "notifications.second_factor_turned_on": mails("second-factor-on"),
      "ops_safety.audit": records.ownDoing,
    },
    "identity.second_factor_turned_off": {
      "notifications.second_factor_turned_off": mails("second-factor-off"),
      "ops_safety.audit": records.ownDoing,
    },
    "identity.recovery_codes_renewed": {
      "notifications.recovery_codes_renewed": mails("recovery-codes-renewed"),
      "ops_safety.audit": records.ownDoing,
    },
    "identity.recovery_code_used": {
      "notifications.recovery_code_used": mails("recovery-code-used"),
      "ops_safety.audit": records.ownDoing,
    },
    "identity.second_factor_reset": {
      "notifications.second_factor_reset": mails("second-factor-reset"),
      // By the owner of the database, whom no request knows.
      "ops_safety.audit": records.person,
    },
    "identity.passkey_added": { "notifications.passkey_added": mails("passkey-added") },
    "identity.passkey_removed": { "notifications.passkey_removed": mails("passkey-removed") },
    "identity.passkey_copied": {
      "notifications.passkey_copied": async (event, tx) => {
        // Whoever has the copy can go on trying: one mail a day says it.
        const day = event.occurredAt.toISOString().slice(0, "2026-01-01".length);
        const key = `${event.data.passkeyId}/${day}`;
        await notifications.queue(tx, { kind: "passkey-copied", subject: event.data, key });
      },
    },
    "identity.connection_added": { "notifications.connection_added": mailsOfConnection("connection-added") },
    "identity.connection_removed": { "notifications.connection_removed": mailsOfConnection("connection-removed") },

    "identity.workspace_created": {
      "observability.workspace_created": async (event, tx) => {
        const actorId = event.actor.type === "person" ? event.actor.id : null;
        await analytics.queue(tx, { name: "identity.workspace_created", actorId, properties: {}, ...factIn(event) });
      },
      "ops_safety.audit": records.workspace,
    },
    "identity.workspace_renamed": { "ops_safety.audit": records.workspace },
    "identity.workspace_moved": { "ops_safety.audit": records.workspace },
    "identity.workspace_closed": {
      "ops_safety.audit": records.workspace,
      "notifications.workspace_closed": tells("workspace-closed"),
    },
    "identity.workspace_reopened": { "ops_safety.audit": records.workspace },
    // Whoever erased it wrote that down with what was erased.
    "identity.workspace_deleted": {},
    "identity.invitation_created": {
      "notifications.invite": mailsInvitation,
      "ops_safety.audit": records.invitation,
    },
    "identity.invitation_resent": {
      "notifications.invite": mailsInvitation,
      "ops_safety.audit": records.invitation,
    },
    // Who joined says the same.
    "identity.invitation_accepted": {},
    "identity.invitation_ended": {},
    "identity.member_joined": {
      // Nobody is made a member by another: a person creates the workspace, accepts an invitation, or comes by its sign-in.
      "ops_safety.audit": records.joining,
      "notifications.member_joined": async (event, tx) => {
        const { workspaceId, userId, role } = event.data;
        // Nobody is invited as an owner: this one made the workspace, and needs no telling.
        if (role === "owner") return;
        await notifications.notify(tx, { kind: "member-joined", subject: { workspaceId, userId }, key: event.id });
      },
    },
    "identity.member_removed": { "ops_safety.audit": records.person },
    "identity.member_role_changed": { "ops_safety.audit": records.roleOfPerson },
    "identity.role_created": { "ops_safety.audit": records.role },
    "identity.role_changed": { "ops_safety.audit": records.role },
    "identity.role_removed": { "ops_safety.audit": records.role },
    "identity.team_created": { "ops_safety.audit": records.team },
    "identity.team_renamed": { "ops_safety.audit": records.team },
    "identity.team_removed": { "ops_safety.audit": records.team },
    // Unannounced by anybody else, it is whoever accepted an invitation into the team.
    "identity.team_member_added": { "ops_safety.audit": records.ownDoing },
    "identity.team_member_removed": { "ops_safety.audit": records.person },
    "identity.service_account_created": { "ops_safety.audit": records.serviceAccount },
    "identity.service_account_renamed": { "ops_safety.audit": records.serviceAccount },
    "identity.service_account_removed": { "ops_safety.audit": records.serviceAccount },
    "identity.api_key_created": {
      "ops_safety.audit": records.key,
      "notifications.api_key_made": tells("api-key-made"),
    },
    "identity.api_key_rotated": {
      "ops_safety.audit": records.key,
      // There is another secret from now on, as with a new key.
      "notifications.api_key_made": tells("api-key-made"),
    },
    "identity.api_key_revoked": { "ops_safety.audit": records.key },
    "identity.domain_claimed": { "ops_safety.audit": records.domain },
    "identity.domain_verified": { "ops_safety.audit": records.domain },
    "identity.domain_removed": { "ops_safety.audit": records.domain },
    // These three are DNS's doing, and nobody's.
    "identity.domain_lost": {
      "notifications.domain_lost": async (event, tx) => {
        await notifications.notify(tx, { kind: "domain-lost", subject: event.data, key: event.id });
      },
    },
    "identity.domain_found": {},
    "identity.domain_ended": {},
    "identity.sign_in_connection_changed": { "ops_safety.audit": records.workspace },
    "identity.sign_in_connection_removed": { "ops_safety.audit": records.workspace },
    // Billing reads what was used and has no prices for it yet.
    "identity.usage_recorded": {},

    "billing.subscription_started": changedPlan,
    "billing.subscription_renewed": {},
    "billing.subscription_plan_changed": changedPlan,
    "billing.cancellation_scheduled": {},
    "billing.cancellation_withdrawn": {},
    "billing.payment_overdue": { "notifications.payment_overdue": tells("payment-overdue") },
    "billing.subscription_recovered": {},
    "billing.subscription_paused": {},
    "billing.subscription_resumed": {},
    "billing.subscription_ended": changedPlan,
  };
}
