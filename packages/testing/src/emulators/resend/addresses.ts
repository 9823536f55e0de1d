const ADDRESS = /^[^\s@<>",;:()[\]\\]+@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)$/i;
const NAMED = /^[^<>]*<([^<>]+)>$/;

/** `Ana <ana@inbox.dev>` or `ana@inbox.dev` → the address, lower case; `undefined` when it is neither. */
export function addressIn(written: string): string | undefined {
  const bare = (NAMED.exec(written.trim())?.[1] ?? written).trim();
  return ADDRESS.test(bare) ? bare.toLowerCase() : undefined;
}

/** Domains that swallow or bounce whatever comes, so the vendor takes nothing for them. */
const REFUSED_DOMAINS = new Set(["example.com", "test.com"]);
export const isRefused = (address: string) => REFUSED_DOMAINS.has(address.slice(address.lastIndexOf("@") + 1));

/** How a mail fares, in the order of its webhooks; the last one is what the vendor then reports. */
export type Outcome = "sent" | "delivery_delayed" | "delivered" | "bounced" | "complained" | "suppressed";

/**
 * The vendor's own addresses for trying outcomes, each with an optional label: `bounced+case1@resend.dev`. `delayed` is
 * ours alone: the vendor has none for it.
 */
const TRIALS: Readonly<Record<string, readonly Outcome[]>> = {
  delivered: ["sent", "delivered"],
  delayed: ["sent", "delivery_delayed", "delivered"],
  bounced: ["sent", "bounced"],
  complained: ["sent", "delivered", "complained"],
  suppressed: ["suppressed"],
};
const TRIAL = /^(delivered|delayed|bounced|complained|suppressed)(?:\+[^@]*)?@resend\.dev$/;

export function outcomesFor(written: string): readonly Outcome[] {
  const trial = TRIAL.exec(addressIn(written) ?? "")?.[1];
  return TRIALS[trial ?? "delivered"] ?? [];
}
