import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { BillingProvider, CheckoutRequest } from "@ninefold/billing";

/** The adapter, and what its customers, its vendor and time do behind it. */
export interface BillingSubject {
  readonly provider: BillingProvider;
  /** A customer pays; answers the subscription's ref. */
  readonly completeCheckout: (checkoutRef: string) => Promise<string>;
  /** A genuine delivery about the subscription, signed now. */
  readonly deliver: (ref: string, fact?: { readonly graceEndsAt: Date }) => Promise<Delivery>;
  readonly advance: (seconds: number) => void;
  readonly now: () => Date;
}

export interface Delivery {
  readonly body: Uint8Array;
  readonly headers: Headers;
}

/** `sells` and `refuses` are each other's opposite: `refuses` marks the rules of an adapter with nothing to sell. */
export type BillingRule = "sells" | "refuses" | "idempotentCheckout";

export const billingCases: readonly Case<BillingSubject, BillingRule>[] = [
  {
    name: "answers undefined for a subscription that it does not know",
    async run({ provider }) {
      assert.equal(await provider.findSubscription(`subscription_${randomUUID()}`), undefined);
    },
  },
  {
    name: "opens a checkout at an encrypted address, or one of this machine, that has not expired",
    needs: "sells",
    async run({ provider, now }) {
      assert.equal(provider.capabilities.sells, true);
      const checkout = await provider.createCheckout(purchase(), { operationKey: randomUUID() });
      const { protocol, hostname } = new URL(checkout.url);
      assert.ok(protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1");
      assert.ok(checkout.expiresAt > now());
    },
  },
  {
    name: "opens separate checkouts for separate operation keys",
    needs: "sells",
    async run({ provider }) {
      const request = purchase();
      const first = await provider.createCheckout(request, { operationKey: randomUUID() });
      const second = await provider.createCheckout(request, { operationKey: randomUUID() });
      assert.notEqual(first.ref, second.ref);
    },
  },
  {
    name: "answers the first checkout again for the same operation key",
    needs: "idempotentCheckout",
    async run({ provider }) {
      const [request, operationKey] = [purchase(), randomUUID()];
      const first = await provider.createCheckout(request, { operationKey });
      assert.deepEqual(await provider.createCheckout({ ...request }, { operationKey }), first);
    },
  },
  {
    name: "refuses an operation key that was used for another request",
    needs: "idempotentCheckout",
    async run({ provider }) {
      const [request, operationKey] = [purchase(), randomUUID()];
      await provider.createCheckout(request, { operationKey });
      await assert.rejects(provider.createCheckout({ ...request, planKey: "business" }, { operationKey }), {
        code: "billing.idempotency_conflict",
        kind: "conflict",
      });
    },
  },
  {
    name: "turns a paid checkout into an active subscription for the tenant and plan that it was opened for",
    needs: "sells",
    async run(subject) {
      const request = purchase();
      const ref = await subscribe(subject, request);
      const found = await subject.provider.findSubscription(ref);
      assert.ok(found);
      const { status, tenantId, planKey, interval, cancelAtPeriodEnd } = found;
      assert.deepEqual(
        { ref: found.ref, status, tenantId, planKey, interval, cancelAtPeriodEnd },
        {
          ref,
          status: "active",
          tenantId: request.tenantId,
          planKey: "pro",
          interval: "month",
          cancelAtPeriodEnd: false,
        },
      );
    },
  },
  {
    name: "sells by the year as well",
    needs: "sells",
    async run(subject) {
      const found = await subject.provider.findSubscription(
        await subscribe(subject, { ...purchase(), interval: "year" }),
      );
      assert.ok(found);
      assert.equal(found.interval, "year");
      assert.ok(found.currentPeriodEnd.getTime() - found.currentPeriodStart.getTime() >= 365 * 86_400_000);
    },
  },
  {
    name: "says what became of a checkout: nothing yet, then the subscription that was bought",
    needs: "sells",
    async run({ provider, completeCheckout }) {
      const { ref } = await provider.createCheckout(purchase(), { operationKey: randomUUID() });
      assert.deepEqual(await provider.findCheckout(ref), {});
      const subscriptionRef = await completeCheckout(ref);
      assert.deepEqual(await provider.findCheckout(ref), { subscriptionRef });
    },
  },
  {
    name: "answers undefined for a checkout that it does not know",
    async run({ provider }) {
      assert.equal(await provider.findCheckout(`checkout_${randomUUID()}`), undefined);
    },
  },
  {
    name: "starts a period that is paid for at least four weeks ahead",
    needs: "sells",
    async run(subject) {
      const found = await subject.provider.findSubscription(await subscribe(subject));
      assert.ok(found);
      assert.ok(found.currentPeriodStart <= subject.now());
      assert.ok(found.currentPeriodEnd.getTime() - found.currentPeriodStart.getTime() >= 28 * 86_400_000);
    },
  },
  {
    name: "marks a cancelled subscription and leaves its status and period alone",
    needs: "sells",
    async run(subject) {
      const ref = await subscribe(subject);
      const before = await subject.provider.findSubscription(ref);
      const answered = await subject.provider.cancelAtPeriodEnd(ref);
      assert.deepEqual(answered, { ...before, cancelAtPeriodEnd: true });
      assert.deepEqual(await subject.provider.findSubscription(ref), answered);
    },
  },
  {
    name: "changes nothing when cancelled twice",
    needs: "sells",
    async run(subject) {
      const ref = await subscribe(subject);
      const first = await subject.provider.cancelAtPeriodEnd(ref);
      assert.deepEqual(await subject.provider.cancelAtPeriodEnd(ref), first);
    },
  },
  {
    name: "reports cancelling an unknown subscription as billing.not_found",
    needs: "sells",
    async run({ provider }) {
      await assert.rejects(provider.cancelAtPeriodEnd(`subscription_${randomUUID()}`), {
        code: "billing.not_found",
        kind: "not_found",
        retryable: false,
      });
    },
  },
  {
    name: "names the subscription that a genuine delivery is about",
    needs: "sells",
    async run(subject) {
      const ref = await subscribe(subject);
      const { body, headers } = await subject.deliver(ref);
      const { signals } = await subject.provider.verifyWebhook(body, headers);
      assert.deepEqual(signals, [{ type: "subscription_poke", ref }]);
    },
  },
  {
    name: "hands on a grace deadline that only the delivery tells",
    needs: "sells",
    async run(subject) {
      const [ref, graceEndsAt] = [await subscribe(subject), subject.now()];
      const { body, headers } = await subject.deliver(ref, { graceEndsAt });
      const { signals } = await subject.provider.verifyWebhook(body, headers);
      assert.deepEqual(
        signals.filter((signal) => signal.type === "grace_deadline"),
        [{ type: "grace_deadline", ref, graceEndsAt }],
      );
    },
  },
  {
    name: "gives a repeated delivery the same id, and another delivery another",
    needs: "sells",
    async run(subject) {
      const ref = await subscribe(subject);
      const [one, other] = [await subject.deliver(ref), await subject.deliver(ref)];
      const verify = async ({ body, headers }: Delivery) =>
        (await subject.provider.verifyWebhook(body, headers)).deliveryId;
      assert.equal(await verify(one), await verify(one));
      assert.notEqual(await verify(one), await verify(other));
    },
  },
  {
    name: "refuses a delivery with one byte changed",
    needs: "sells",
    async run(subject) {
      const { body, headers } = await subject.deliver(await subscribe(subject));
      const altered = body.map((byte, index) => (index === body.length - 1 ? byte ^ 1 : byte));
      await assert.rejects(subject.provider.verifyWebhook(altered, headers), forged);
    },
  },
  {
    name: "refuses a delivery without a signature",
    needs: "sells",
    async run(subject) {
      const { body } = await subject.deliver(await subscribe(subject));
      await assert.rejects(subject.provider.verifyWebhook(body, new Headers()), forged);
    },
  },
  {
    name: "refuses a delivery that was signed more than five minutes ago",
    needs: "sells",
    async run(subject) {
      const { body, headers } = await subject.deliver(await subscribe(subject));
      subject.advance(299);
      await subject.provider.verifyWebhook(body, headers);
      subject.advance(3);
      await assert.rejects(subject.provider.verifyWebhook(body, headers), forged);
    },
  },
  {
    name: "gives up with a retryable billing.unavailable when the signal is aborted",
    needs: "sells",
    async run({ provider }) {
      const signal = AbortSignal.abort();
      const givenUp = { code: "billing.unavailable", kind: "unavailable", retryable: true };
      await assert.rejects(provider.createCheckout(purchase(), { operationKey: randomUUID(), signal }), givenUp);
      await assert.rejects(provider.findCheckout("checkout", { signal }), givenUp);
      await assert.rejects(provider.findSubscription("subscription", { signal }), givenUp);
      await assert.rejects(provider.cancelAtPeriodEnd("subscription", { signal }), givenUp);
    },
  },
  {
    name: "says that it sells nothing, and refuses a checkout as billing.disabled",
    needs: "refuses",
    async run({ provider }) {
      assert.equal(provider.capabilities.sells, false);
      await assert.rejects(provider.createCheckout(purchase(), { operationKey: randomUUID() }), disabled);
    },
  },
  {
    name: "refuses a cancellation as billing.disabled when it sells nothing",
    needs: "refuses",
    async run({ provider }) {
      await assert.rejects(provider.cancelAtPeriodEnd(`subscription_${randomUUID()}`), disabled);
    },
  },
  {
    name: "accepts no delivery when it sells nothing",
    needs: "refuses",
    async run({ provider }) {
      await assert.rejects(provider.verifyWebhook(new Uint8Array(), new Headers()), disabled);
    },
  },
];

const disabled = { code: "billing.disabled", kind: "unavailable", retryable: false };
const forged = { code: "billing.invalid_signature", kind: "forbidden", retryable: false };

function purchase(): CheckoutRequest {
  return {
    tenantId: randomUUID(),
    planKey: "pro",
    interval: "month",
    customerEmail: "owner@example.com",
    returnUrl: "https://app.example.com/billing?checkout=1",
    cancelUrl: "https://app.example.com/billing",
  };
}

async function subscribe({ provider, completeCheckout }: BillingSubject, request = purchase()): Promise<string> {
  const { ref } = await provider.createCheckout(request, { operationKey: randomUUID() });
  return completeCheckout(ref);
}
