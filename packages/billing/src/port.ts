import type { BillingInterval } from "./catalogue.ts";

/**
 * Takes money for subscriptions. Knows plans by their key only and tenants by an id that it hands back unread:
 * what a plan allows, who has access and what is metered is ours (`catalogue.ts`, `domain/`).
 *
 * Contract (checked by `billingCases`): reads after a resolved write see that write; a webhook is a reason to look
 * again, never the truth; no vendor's error, status or id format has a meaning outside the adapter.
 */
export interface BillingProvider {
  /** Names the vendor in the address of its webhooks and beside its refs: `dodo`. Stable; the same as in the settings. */
  readonly vendor: string;
  readonly capabilities: BillingCapabilities;

  /**
   * Opens a page on which the customer can pay. Nothing is owed until they do.
   *
   * Repeated with the same `operationKey` it answers the first checkout again where
   * `capabilities.idempotentCheckout`; elsewhere it opens a second one, which harms nobody unless both are paid.
   * @throws BillingError `billing.disabled` when nothing is sold here; `billing.plan_not_sold` when the vendor has no
   *   price for the plan; `billing.idempotency_conflict` when the key was used for another request;
   *   `billing.unavailable` when the vendor did not answer, or `signal` was aborted.
   */
  createCheckout(request: CheckoutRequest, options: CheckoutOptions): Promise<Checkout>;

  /**
   * What became of a checkout; `undefined` when the vendor knows none by this ref. Heals a webhook that never came.
   * @throws BillingError `billing.unavailable`.
   */
  findCheckout(ref: string, options?: CallOptions): Promise<CheckoutState | undefined>;

  /**
   * The subscription as the vendor has it now; `undefined` when it knows none by this ref.
   * @throws BillingError `billing.unavailable`.
   */
  findSubscription(ref: string, options?: CallOptions): Promise<SubscriptionSnapshot | undefined>;

  /**
   * Lets the subscription run to the end of the period that is paid for, and then end. Repeating it changes nothing,
   * and neither does cancelling one that has ended.
   * @throws BillingError `billing.not_found`, `billing.disabled`, `billing.unavailable`.
   */
  cancelAtPeriodEnd(ref: string, options?: CallOptions): Promise<SubscriptionSnapshot>;

  /**
   * Proves that a delivery comes from the vendor, and says what it is about. `body` is the bytes as received: a parsed
   * and re-serialised body does not verify. The same delivery verifies as often as it comes; the caller remembers
   * `deliveryId`. A delivery about something that we have no word for carries no signals. No I/O.
   * @throws BillingError `billing.invalid_signature` when it is forged, altered, unsigned, or signed more than 300 s
   *   from now; `billing.invalid_delivery` when it is genuine and unreadable; `billing.disabled`.
   */
  verifyWebhook(body: Uint8Array, headers: Headers): Promise<VerifiedDelivery>;
}

/** What a vendor may honestly differ on. Anything not listed is not negotiable. */
export interface BillingCapabilities {
  /** False: nothing can be bought. Reads answer absence and the rest throws `billing.disabled`. */
  readonly sells: boolean;
  /** Whether `operationKey` reaches the vendor. */
  readonly idempotentCheckout: boolean;
  /** Who owes the tax and issues the invoice: the vendor (merchant of record), or whoever runs this deployment. */
  readonly seller: "merchant_of_record" | "direct" | "nobody";
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface CheckoutOptions extends CallOptions {
  /** One per intent of a person to buy; the same on every retry. */
  readonly operationKey: string;
}

export interface CheckoutRequest {
  readonly tenantId: string;
  readonly planKey: string;
  readonly interval: BillingInterval;
  readonly customerEmail: string;
  /** Where the customer's browser goes after a payment was tried. Arriving there proves nothing. */
  readonly returnUrl: string;
  /** Where it goes when the customer turns back without trying. */
  readonly cancelUrl: string;
}

export interface Checkout {
  readonly ref: string;
  readonly url: string;
  readonly expiresAt: Date;
}

export interface CheckoutState {
  /** What was bought. Absent while nobody has paid, and after a payment that failed. */
  readonly subscriptionRef?: string;
}

interface SubscriptionFacts {
  /** The vendor's id: never parsed, never shown. */
  readonly ref: string;
  readonly customerRef: string;
  /** As given to `createCheckout`. Absent when the subscription was made by hand in the vendor's dashboard. */
  readonly tenantId?: string;
  /** One of ours; the vendor's own id for what it sells when none of ours is sold under it. */
  readonly planKey: string;
  readonly interval: BillingInterval;
  readonly currentPeriodStart: Date;
  readonly currentPeriodEnd: Date;
  readonly cancelAtPeriodEnd: boolean;
}

/** What the vendor says, in our words. Whether the tenant has access is another question: `domain/subscription.ts`. */
export type SubscriptionSnapshot = SubscriptionFacts &
  (
    | { readonly status: "active" | "incomplete" | "unpaid" | "paused" }
    /** The vendor has a status that we have no word for. It changes nothing, and somebody is told. */
    | { readonly status: "unknown" }
    | { readonly status: "trialing"; readonly trialEndsAt: Date }
    | {
        readonly status: "past_due";
        /** When the vendor does not say: the start of the period that is unpaid. */
        readonly pastDueSince: Date;
        /** The vendor's own deadline, where it has one. It can only shorten ours. */
        readonly graceEndsAt?: Date;
      }
    | { readonly status: "ended"; readonly endedAt: Date }
  );

/** One whose status we have a word for: what can be stored. */
export type KnownSnapshot = Exclude<SubscriptionSnapshot, { readonly status: "unknown" }>;

export type SubscriptionStatus = SubscriptionSnapshot["status"];

export interface VerifiedDelivery {
  /** The same on each attempt to deliver the same message. */
  readonly deliveryId: string;
  readonly sentAt: Date;
  readonly signals: readonly BillingSignal[];
}

export type BillingSignal =
  /** Something about this subscription changed: fetch it. */
  | { readonly type: "subscription_poke"; readonly ref: string }
  /** A fact that some vendors tell in the webhook only, so that fetching cannot recover it. */
  | { readonly type: "grace_deadline"; readonly ref: string; readonly graceEndsAt: Date };
