import type { Target } from "@ninefold/testing/conformance-kit";
import type { BillingProvider } from "@ninefold/billing";
import { memoryBilling } from "@ninefold/billing/memory";
import { noBilling } from "@ninefold/billing/none";
import type { BillingRule, BillingSubject } from "./conformance.ts";
import { capabilitiesOfDodo, closeDodo, makeDodo } from "./dodo-target.ts";

export const targets = {
  memory: { make: makeMemory, capabilities: rulesOf(memoryBilling()) },
  none: { make: makeNone, capabilities: rulesOf(noBilling()) },
  dodo: { make: makeDodo, capabilities: rulesOf(capabilitiesOfDodo()), close: closeDodo },
} satisfies Record<string, Target<BillingSubject, BillingRule>>;

function makeMemory(): BillingSubject {
  let time = Date.UTC(2026, 0, 1);
  const now = () => new Date(time);
  const provider = memoryBilling({ now });
  return {
    provider,
    completeCheckout: async (checkoutRef) => provider.completeCheckout(checkoutRef),
    deliver: async (ref, fact) => provider.webhookFor(ref, fact),
    advance: (seconds) => (time += seconds * 1_000),
    now,
  };
}

function makeNone(): BillingSubject {
  return {
    provider: noBilling(),
    completeCheckout: nothing,
    deliver: nothing,
    advance: () => {},
    now: () => new Date(0),
  };
}

function rulesOf({ capabilities }: Pick<BillingProvider, "capabilities">): Record<BillingRule, boolean> {
  const { sells, idempotentCheckout } = capabilities;
  return { sells, refuses: !sells, idempotentCheckout };
}

function nothing(): Promise<never> {
  return Promise.reject(new Error("nothing is sold here"));
}
