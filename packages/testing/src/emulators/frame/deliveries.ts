import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { EmulatorKit } from "./define.ts";
import type { FaultRule } from "./faults.ts";
import { signWebhook } from "./signature.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** How long after a failure the next attempt follows (docs.svix.com/retries, read 2026-11-20). */
const RETRY_AFTER_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  10 * HOUR_MS,
];
/** A receiver that takes longer has failed. */
const ANSWER_MS = 15 * SECOND_MS;
const MOST_DELIVERIES = 5_000;

const Delivery = z.object({
  /** The same at each attempt: how a receiver tells a repeat. */
  id: z.string(),
  endpointId: z.string(),
  event: z.string(),
  body: z.string(),
  attempts: z.array(z.object({ at: z.string(), status: z.number().nullable() })),
  state: z.enum(["pending", "held", "success", "failed"]),
  nextAt: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export interface Endpoint {
  readonly url: string;
  readonly secret: string;
}

export interface DeliveryOptions {
  /** What the names of its three headers begin with: `svix`, or `webhook` as Standard Webhooks has it. */
  readonly prefix?: "svix" | "webhook";
  /** What is sent at this attempt, where a vendor tells what is so now rather than what was so then. */
  readonly refresh?: (body: string) => string;
}

/** Signed webhooks in the manner of Svix, which several vendors use: at least once, in order while all goes well. */
export function createDeliveries(
  kit: EmulatorKit,
  find: (endpointId: string) => Endpoint | undefined,
  { prefix = "svix", refresh = (body) => body }: DeliveryOptions = {},
) {
  const { clock, store, agenda, takeFault } = kit;
  const deliveries = store.collection("deliveries", Delivery, MOST_DELIVERIES);
  const pending = () => deliveries.list().filter(({ state }) => state === "pending");
  const keep = (delivery: Delivery) => store.change(() => deliveries.put(delivery.id, delivery));

  agenda.add({
    nextAt: () => {
      const moments = pending().map(({ nextAt }) => Date.parse(nextAt ?? ""));
      return moments.length === 0 ? undefined : new Date(Math.min(...moments));
    },
    async run() {
      const nowMs = clock.now().getTime();
      const due = pending().filter(({ nextAt }) => Date.parse(nextAt ?? "") <= nowMs);
      for (const delivery of due) await deliver(delivery);
    },
  });

  async function deliver(waiting: Delivery): Promise<void> {
    const delivery = { ...waiting, body: refresh(waiting.body) };
    const endpoint = find(delivery.endpointId);
    if (endpoint === undefined) return keep({ ...delivery, state: "failed", nextAt: null });
    const rule = takeFault(`webhook ${delivery.event}`);
    if (rule?.reorder) return keep({ ...delivery, state: "held" });
    const status = await attempt({ ...endpoint, prefix }, delivery, rule);
    const attempts = [...delivery.attempts, { at: clock.now().toISOString(), status }];
    if (status !== null && status >= 200 && status < 300) {
      keep({ ...delivery, attempts, state: "success", nextAt: null });
    } else {
      const waitMs = RETRY_AFTER_MS[delivery.attempts.length];
      const nextAt = waitMs === undefined ? null : new Date(clock.now().getTime() + waitMs).toISOString();
      keep({ ...delivery, attempts, state: nextAt === null ? "failed" : "pending", nextAt });
    }
    for (const held of deliveries.list().filter(({ state }) => state === "held")) keep({ ...held, state: "pending" });
  }

  return {
    /** To be called inside the change that it tells of: an event without its cause, or the reverse, can not be. */
    add(endpointId: string, event: string, body: unknown): void {
      const id = `msg_${randomUUID().replaceAll("-", "")}`;
      const nextAt = clock.now().toISOString();
      const text = JSON.stringify(body);
      deliveries.put(id, { id, endpointId, event, body: text, attempts: [], state: "pending", nextAt });
    },
    /** Sends one again, under its old id, as a person does at the vendor's. False for one that is not there any more. */
    resend(id: string): boolean {
      const delivery = deliveries.find(id);
      if (delivery === undefined) return false;
      keep({ ...delivery, attempts: [], state: "pending", nextAt: clock.now().toISOString() });
      agenda.wake();
      return true;
    },
    /** Oldest first. */
    list: (): readonly Delivery[] => deliveries.list(),
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;

type Receiver = Endpoint & { readonly prefix: string };

/** The status of the answer; null for none, or one that was lost. */
async function attempt(endpoint: Receiver, delivery: Delivery, rule: FaultRule | undefined): Promise<number | null> {
  if (rule?.latencyMs) await delay(rule.latencyMs);
  const isLost = rule?.drop === true || rule?.status !== undefined;
  if (isLost && !rule.commits) return rule.status ?? null;
  const send = () => post(endpoint, delivery, rule?.corrupt ? `${delivery.body} ` : delivery.body);
  if (rule?.duplicate) await send();
  const status = await send();
  return isLost ? (rule.status ?? null) : status;
}

async function post({ url, secret, prefix }: Receiver, { id, body }: Delivery, sent: string): Promise<number | null> {
  // The machine's time, whatever the emulator's clock says: the receiver compares it with its own.
  const timestampSeconds = Math.floor(Date.now() / SECOND_MS);
  const headers = {
    "content-type": "application/json",
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(timestampSeconds),
    [`${prefix}-signature`]: signWebhook(secret, { id, timestampSeconds, body }),
  };
  const request: RequestInit = {
    method: "POST",
    headers,
    body: sent,
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_MS),
  };
  const response = await fetch(url, request).catch(() => undefined);
  await response?.arrayBuffer().catch(() => undefined);
  return response?.status ?? null;
}
