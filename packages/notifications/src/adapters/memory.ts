import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { assertIdempotencyKey, assertSendable } from "../domain/sendable.ts";
import { NotificationsError } from "../errors.ts";
import type { Channel, Message, MessageTransport, Outcome, Receipt, Report } from "../port.ts";

export interface MemoryMessages extends MessageTransport {
  /** What was handed over, oldest first: each message once, as it was then. */
  readonly sent: readonly Message[];
  /** A signed report about the last message that was sent, new at each call; without an outcome, one that says nothing. */
  reportOf(outcome?: Outcome): { readonly body: Uint8Array<ArrayBuffer>; readonly headers: Headers };
}

export interface MemoryMessagesOptions {
  /** All, unless said otherwise. */
  readonly channels?: readonly Channel[];
}

/** Keeps every message until the process ends, and sends none. */
export function memoryMessages({ channels = ["email", "sms"] }: MemoryMessagesOptions = {}): MemoryMessages {
  const deliveries = new Map<
    string,
    { readonly message: Message; readonly receipt: Receipt & { readonly status: "accepted" } }
  >();
  const sent: Message[] = [];
  const secret = randomBytes(24);
  let last: Report["about"];

  return {
    sent,
    capabilities: { channels, delivers: true, idempotency: true, reports: true },

    async send(message, { idempotencyKey, signal }) {
      assertIdempotencyKey(idempotencyKey);
      if (!channels.includes(message.channel)) {
        throw new NotificationsError("notifications.unsupported_channel", `there is no ${message.channel} here`);
      }
      assertSendable(message);
      if (signal?.aborted) {
        throw new NotificationsError("notifications.unavailable", "the call was given up", { cause: signal.reason });
      }
      const earlier = deliveries.get(idempotencyKey);
      if (earlier === undefined) {
        const delivery = { message: structuredClone(message), receipt: accepted() };
        deliveries.set(idempotencyKey, delivery);
        sent.push(delivery.message);
        last = { ref: delivery.receipt.ref, tags: message.channel === "email" ? { ...message.tags } : {} };
        return delivery.receipt;
      }
      if (isDeepStrictEqual(earlier.message, message)) return earlier.receipt;
      throw new NotificationsError("notifications.idempotency_conflict", "the key was used for another message");
    },

    reportOf(outcome) {
      const report = { event: outcome?.status ?? "something else", about: last, outcome };
      const body = new TextEncoder().encode(JSON.stringify(report));
      const [id, at] = [randomUUID(), String(Math.floor(Date.now() / 1_000))];
      const signature = digest(secret, `${id}.${at}`, body);
      return { body, headers: new Headers({ "report-id": id, "report-at": at, "report-signature": signature }) };
    },

    async readReport(body, headers) {
      const [id = "", at = "", signature = ""] = ["id", "at", "signature"].map(
        (name) => headers.get(`report-${name}`) ?? "",
      );
      const given = Buffer.from(signature);
      const expected = Buffer.from(digest(secret, `${id}.${at}`, body));
      const isGenuine = given.length === expected.length && timingSafeEqual(given, expected);
      if (!isGenuine || Math.abs(Date.now() / 1_000 - Number(at)) > TOLERANCE_SECONDS) {
        throw new NotificationsError("notifications.invalid_signature", "the report's signature does not hold");
      }
      const { about, outcome, event } = Stored.parse(JSON.parse(new TextDecoder().decode(body)));
      return {
        id,
        event,
        occurredAt: new Date(Number(at) * 1_000),
        ...(about && { about }),
        ...(outcome && { outcome }),
      };
    },
  };
}

const TOLERANCE_SECONDS = 300;

const Stored = z.object({
  event: z.string(),
  about: z.object({ ref: z.string(), tags: z.record(z.string(), z.string()) }).optional(),
  outcome: z
    .discriminatedUnion("status", [
      z.object({ status: z.enum(["accepted", "delayed", "delivered"]) }),
      z.object({ status: z.literal("bounced"), isLasting: z.boolean() }),
      z.object({ status: z.literal("complained") }),
    ])
    .optional(),
});

function digest(secret: Uint8Array, what: string, body: Uint8Array): string {
  return createHmac("sha256", secret).update(`${what}.`).update(body).digest("base64");
}

function accepted(): Receipt & { readonly status: "accepted" } {
  return { status: "accepted", ref: `message_${randomUUID()}` };
}
