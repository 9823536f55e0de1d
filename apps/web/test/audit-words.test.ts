import { billingEvents } from "@ninefold/billing";
import { identityEvents } from "@ninefold/identity";
import { expect, it } from "vitest";
import { auditCopy } from "../features/ops-safety/copy/audit.ts";

it("the audit log has words for what is told of workspaces, members, roles and teams", () => {
  const unwritten =
    /[.](person_|address_|verification_|password_|sign_up|invitation_(accepted|ended)|workspace_deleted)/;
  const written = Object.keys(identityEvents).filter(
    (type) => /[.](workspace|member|role|team|invitation)_/.test(type) && !unwritten.test(type),
  );
  for (const { sentences, kinds } of [auditCopy.en, auditCopy.id]) {
    expect(Object.keys(sentences)).toEqual(expect.arrayContaining(written));
    expect(Object.keys(kinds)).toEqual(expect.arrayContaining(written));
  }
});

it("the audit log has words for everything that billing writes", () => {
  for (const { sentences } of [auditCopy.en, auditCopy.id]) {
    const written = ["billing.checkout_started", "billing.cancellation_requested", ...Object.keys(billingEvents)];
    expect(Object.keys(sentences)).toEqual(expect.arrayContaining(written));
  }
});
