"use client";

import { ApiProblem, api, unwrap } from "../../api.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { awaySentence, failureSentence } from "../identity/failure.ts";
import type { Interval, SoldPlanKey } from "./billing.ts";
import type { BillingCopy, CheckoutCopy } from "./copy.ts";

interface Wanted {
  readonly workspaceId: string;
  readonly planKey: SoldPlanKey;
  readonly interval: Interval;
}

type CancelCopy = Pick<BillingCopy, "nothingToCancel" | "notCancelled">;

const billing = () => api.v1.workspaces[":workspaceId"].billing;

/** The address of the page to pay on, or the sentence that says why there is none. */
export async function openCheckout(
  { workspaceId, ...json }: Wanted,
  { copy, failures }: { readonly copy: CheckoutCopy; readonly failures: FailureCopy },
): Promise<{ readonly url: string } | { readonly refusal: string }> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  // One press is one intent: a press after a failure is another.
  const headers = { "idempotency-key": crypto.randomUUID() };
  try {
    const { url } = await unwrap(billing().checkout.$post({ param, json }, { headers }));
    return { url };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const codes = {
      "billing.already_subscribed": copy.alreadySubscribed,
      "billing.in_progress": copy.inProgress,
      "billing.idempotency_conflict": copy.expired,
    };
    return { refusal: awaySentence(error, "billing", copy) ?? failureSentence(error, codes, failures) };
  }
}

/** Nothing once it is done; else the sentence that says why not. */
export async function cancelPlan(
  workspaceId: string,
  { copy, failures }: { readonly copy: CancelCopy; readonly failures: FailureCopy },
): Promise<string | undefined> {
  const param = { workspaceId: encodeURIComponent(workspaceId) };
  try {
    await unwrap(billing().cancel.$post({ param }));
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const known = { "billing.not_found": copy.nothingToCancel };
    return awaySentence(error, "billing", copy.notCancelled) ?? failureSentence(error, known, failures);
  }
}
