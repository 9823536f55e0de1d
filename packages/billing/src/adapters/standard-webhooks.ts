import { createHmac, timingSafeEqual } from "node:crypto";
import { BillingError } from "../errors.ts";

// https://github.com/standard-webhooks/standard-webhooks, spec 1.0.0, symmetric signatures (`v1`).

interface Signing {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly secret: Uint8Array;
}

const toleranceSeconds = 300;

export function signWebhook(body: Uint8Array, { id, timestampSeconds, secret }: Signing): Headers {
  const signature = digest(body, { id, timestampSeconds, secret }).toString("base64");
  return new Headers({
    "webhook-id": id,
    "webhook-timestamp": String(timestampSeconds),
    "webhook-signature": `v1,${signature}`,
  });
}

/** @throws BillingError `billing.invalid_signature`; the message does not say which check failed. */
export function verifySignature(
  body: Uint8Array,
  headers: Headers,
  { secret, now }: { readonly secret: Uint8Array; readonly now: Date },
): { readonly id: string; readonly sentAt: Date } {
  const id = headers.get("webhook-id") ?? "";
  const stamp = headers.get("webhook-timestamp") ?? "";
  const timestampSeconds = Number(stamp);
  const fresh = Math.abs(now.getTime() / 1_000 - timestampSeconds) <= toleranceSeconds;
  const expected = digest(body, { id, timestampSeconds, secret });
  // Several signatures at once: the old and the new secret, while one is being rotated.
  const genuine = (headers.get("webhook-signature") ?? "").split(" ").some((entry) => {
    const given = entry.startsWith("v1,") ? Buffer.from(entry.slice(3), "base64") : Buffer.alloc(0);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (id === "" || !/^\d{1,12}$/.test(stamp) || !fresh || !genuine) {
    throw new BillingError("billing.invalid_signature", "the webhook's signature does not hold");
  }
  return { id, sentAt: new Date(timestampSeconds * 1_000) };
}

function digest(body: Uint8Array, { id, timestampSeconds, secret }: Signing): Buffer {
  return createHmac("sha256", secret).update(`${id}.${timestampSeconds}.`).update(body).digest();
}
