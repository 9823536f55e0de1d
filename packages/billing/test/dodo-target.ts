import { type DodoEmulator, startEmulator } from "@ninefold/testing/emulators";
import type { BillingProvider } from "@ninefold/billing";
import { dodoBilling } from "@ninefold/billing/dodo";
import type { BillingSubject } from "./conformance.ts";

const emulators = new WeakMap<BillingSubject, DodoEmulator>();

/** The vendor's own SDK and our adapter as in production, against the vendor's emulator. */
export async function makeDodo(): Promise<BillingSubject> {
  const emulator = await startEmulator("dodo");
  const subject = subjectOf(emulator, emulator.url);
  emulators.set(subject, emulator);
  return subject;
}

/** @param baseUrl the vendor's own, or a way to it that breaks what passes. */
function subjectOf(emulator: DodoEmulator, baseUrl: string): BillingSubject {
  let aheadMs = 0;
  const { apiKey, webhookSecret: webhookKey } = emulator;
  const provider = dodoBilling({ apiKey, webhookKey, baseUrl });
  return {
    provider: { ...provider, verifyWebhook: (...args) => later(aheadMs, () => provider.verifyWebhook(...args)) },
    completeCheckout: async (checkoutRef) => emulator.pay(checkoutRef),
    deliver: async (ref, fact) => {
      if (fact !== undefined) emulator.edit(ref, { pastDueEndsAt: fact.graceEndsAt.toISOString() });
      const { body, headers } = emulator.sign(ref);
      return { body: new TextEncoder().encode(body), headers: new Headers(headers) };
    },
    advance: (seconds) => {
      aheadMs += seconds * 1_000;
    },
    now: () => new Date(Date.now() + aheadMs),
  };
}

/** The same vendor, reached through something that breaks what passes. */
export function reachedBy(subject: BillingSubject, way: (vendorUrl: string) => string): BillingSubject {
  const emulator = emulators.get(subject);
  if (emulator === undefined) throw new Error("there is no wire to break");
  return subjectOf(emulator, way(emulator.url));
}

export async function closeDodo(subject: BillingSubject): Promise<void> {
  const emulator = emulators.get(subject);
  await emulator?.close();
  const unknown = emulator?.unknownRequests() ?? [];
  if (unknown.length > 0) throw new Error(`the emulator was asked for what it does not know: ${unknown[0]?.path}`);
}

/** The library that checks signatures asks the machine for the time, in the same turn that it is called in. */
function later<Answer>(aheadMs: number, work: () => Answer): Answer {
  const { now } = Date;
  Date.now = () => now() + aheadMs;
  try {
    return work();
  } finally {
    Date.now = now;
  }
}

export const capabilitiesOfDodo = (): BillingProvider =>
  dodoBilling({ apiKey: "none", webhookKey: "whsec_none", baseUrl: "http://127.0.0.1:9" });
