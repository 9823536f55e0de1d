import { createHmac, randomBytes } from "node:crypto";

/** `whsec_` and 24 random bytes, as Svix and Standard Webhooks have it. */
export const newWebhookSecret = () => `whsec_${randomBytes(24).toString("base64")}`;

/** The signature of one delivery: HMAC-SHA-256 over id, moment and the very bytes that are sent. */
export function signWebhook(secret: string, delivery: { id: string; timestampSeconds: number; body: string }): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${delivery.id}.${delivery.timestampSeconds}.${delivery.body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
