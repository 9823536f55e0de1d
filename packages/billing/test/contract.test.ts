import { randomUUID } from "node:crypto";
import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { openWire, type Wire, type WireFault } from "@ninefold/testing/wire";
import { afterAll, beforeAll } from "vitest";
import { BillingError, type BillingProvider, type Checkout, type SubscriptionSnapshot } from "@ninefold/billing";
import { billingCases, type BillingSubject } from "./conformance.ts";
import { reachedBy } from "./dodo-target.ts";
import { targets } from "./targets.ts";

describeConformance("BillingProvider", billingCases, targets);

/** Broken in ways that any adapter that sells can be. */
const selling: Record<string, Mutant<BillingSubject>> = {
  "invents a subscription for any ref": breaking((good) => ({
    findSubscription: async (ref, options) => (await good.findSubscription(ref, options)) ?? invented(ref),
  })),
  "sends the customer to an unencrypted page": breaking((good) => ({
    createCheckout: async (...args) => ({ ...(await good.createCheckout(...args)), url: "http://checkout.invalid" }),
  })),
  "forgets whom a checkout is for": breaking((good) => ({
    createCheckout: (request, options) => good.createCheckout({ ...request, tenantId: "somebody" }, options),
  })),
  "sells everything by the month": breaking((good) => ({
    createCheckout: (request, options) => good.createCheckout({ ...request, interval: "month" }, options),
  })),
  "invents an outcome for any checkout": breaking((good) => ({
    findCheckout: async (...args) => (await good.findCheckout(...args)) ?? {},
  })),
  "forgets what a checkout led to": breaking((good) => ({
    findCheckout: async (...args) => (await good.findCheckout(...args)) && {},
  })),
  "ends the period on the day that it starts": breaking((good) => ({
    findSubscription: async (...args) => {
      const found = await good.findSubscription(...args);
      return found && { ...found, currentPeriodEnd: found.currentPeriodStart };
    },
  })),
  "cancels at once": breaking((good) => ({
    cancelAtPeriodEnd: async (...args) => {
      const cancelled = await good.cancelAtPeriodEnd(...args);
      return { ...cancelled, status: "ended", endedAt: cancelled.currentPeriodStart };
    },
  })),
  "throws when cancelled twice": breaking((good) => ({
    cancelAtPeriodEnd: async (ref, options) => {
      const found = await good.findSubscription(ref, options);
      if (found?.cancelAtPeriodEnd) throw new BillingError("billing.not_found", "already cancelled");
      return good.cancelAtPeriodEnd(ref, options);
    },
  })),
  "cancels what does not exist": breaking((good) => ({
    cancelAtPeriodEnd: async (ref, options) =>
      (await good.findSubscription(ref, options)) === undefined ? invented(ref) : good.cancelAtPeriodEnd(ref, options),
  })),
  "reports every failure as not found": breaking((good) => ({
    cancelAtPeriodEnd: (...args) =>
      good.cancelAtPeriodEnd(...args).catch((cause: unknown) => {
        throw new BillingError("billing.not_found", "not found", { cause });
      }),
  })),
  "swallows what a delivery says": breaking((good) => ({
    verifyWebhook: async (...args) => ({ ...(await good.verifyWebhook(...args)), signals: [] }),
  })),
  "gives each attempt an id of its own": breaking((good) => ({
    verifyWebhook: async (...args) => ({ ...(await good.verifyWebhook(...args)), deliveryId: randomUUID() }),
  })),
  "believes any delivery": breaking((good) => ({
    verifyWebhook: (body, headers) =>
      good.verifyWebhook(body, headers).catch(() => ({ deliveryId: "forged", sentAt: new Date(0), signals: [] })),
  })),
  "never gives up": breaking((good) => ({
    createCheckout: (request, { operationKey }) => good.createCheckout(request, { operationKey }),
  })),
};

describeMutants("BillingProvider (memory)", billingCases, targets.memory, {
  ...selling,
  "reuses one checkout for everyone": breaking((good) => ({
    createCheckout: (request, options) => good.createCheckout(request, { ...options, operationKey: "one" }),
  })),
  "ignores the operation key": breaking((good) => ({
    createCheckout: (request, options) => good.createCheckout(request, { ...options, operationKey: randomUUID() }),
  })),
});

/** Faults between the SDK and the vendor, as a proxy, a gateway or a change at the vendor's would bring them. */
const onTheWire = {
  "loses what we noted on a checkout": {
    toRequest: ({ headers, body }) => ({ headers, body: body.replace('"metadata"', '"notes"') }),
  },
  "cuts answers in half": {
    toAnswer: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  },
  "calls every failure the fault of the gateway": {
    toAnswer: (answer) => (answer.status < 400 ? answer : { ...answer, status: 502, body: "<h1>Bad gateway</h1>" }),
  },
  "calls every answer a success": {
    toAnswer: (answer) => ({ ...answer, status: 200 }),
  },
  "swallows a cancellation": {
    toAnswer: changing('"cancel_at_next_billing_date":true', '"cancel_at_next_billing_date":false'),
  },
  "calls a year a month": {
    toAnswer: changing('"payment_frequency_interval":"Year"', '"payment_frequency_interval":"Month"'),
  },
  "calls every plan another": {
    toAnswer: changing('"plan_key":"pro"', '"plan_key":"business"'),
  },
  "calls everything past due": {
    toAnswer: changing('"status":"active"', '"status":"past_due"'),
  },
  "forgets what a payment was for": {
    toAnswer: changing('"payment_status":"succeeded"', '"payment_status":"processing"'),
  },
} as const satisfies Record<string, WireFault>;

let wire: Wire;
beforeAll(async () => {
  wire = await openWire(onTheWire);
});
afterAll(() => wire.close());

describeMutants("BillingProvider (dodo)", billingCases, targets.dodo, {
  ...selling,
  "reuses one checkout for everyone": (subject) => {
    const opened: Checkout[] = [];
    return breaking((good) => ({
      createCheckout: async (...args) => opened[0] ?? (opened[0] = await good.createCheckout(...args)),
    }))(subject);
  },
  ...Object.fromEntries(
    Object.keys(onTheWire).map((fault) => [
      `${fault} on the wire`,
      (subject: BillingSubject) => reachedBy(subject, (vendorUrl) => wire.through(fault, vendorUrl)),
    ]),
  ),
});

describeMutants("BillingProvider (none)", billingCases, targets.none, {
  "invents a subscription for any ref": breaking(() => ({ findSubscription: async (ref) => invented(ref) })),
  "invents an outcome for any checkout": breaking(() => ({ findCheckout: async () => ({}) })),
  "claims to sell": breaking((good) => ({ capabilities: { ...good.capabilities, sells: true } })),
  "pretends that a subscription was cancelled": breaking(() => ({ cancelAtPeriodEnd: async (ref) => invented(ref) })),
  "believes any delivery": breaking(() => ({
    verifyWebhook: async () => ({ deliveryId: "forged", sentAt: new Date(0), signals: [] }),
  })),
});

function changing(from: string, to: string): NonNullable<WireFault["toAnswer"]> {
  return (answer) => ({ ...answer, body: answer.body.replaceAll(from, to) });
}

function breaking(part: (good: BillingProvider) => Partial<BillingProvider>): Mutant<BillingSubject> {
  return (subject) => ({ ...subject, provider: { ...subject.provider, ...part(subject.provider) } });
}

function invented(ref: string): SubscriptionSnapshot {
  return {
    ref,
    customerRef: "customer",
    planKey: "pro",
    interval: "month",
    status: "active",
    currentPeriodStart: new Date(0),
    currentPeriodEnd: new Date(1),
    cancelAtPeriodEnd: true,
  };
}
