import { billingEvents } from "@ninefold/billing";
import { expect, it } from "vitest";
import { auditCopy } from "../features/ops-safety/copy/audit.ts";

it("the audit log has words for everything that billing writes", () => {
  for (const { sentences } of [auditCopy.en, auditCopy.id]) {
    const written = ["billing.checkout_started", "billing.cancellation_requested", ...Object.keys(billingEvents)];
    expect(Object.keys(sentences)).toEqual(expect.arrayContaining(written));
  }
});
