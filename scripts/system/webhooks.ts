import { randomUUID } from "node:crypto";
import { signWebhook } from "@ninefold/testing/emulators";
import type { Values } from "./settings.ts";
import type { Ports } from "./open.ts";
import type { Check } from "./report.ts";
import { sayError } from "./within.ts";

interface Receiver {
  readonly system: string;
  readonly adapter: string;
  /** The variable with what the vendor signs with. */
  readonly secret: string;
  /** What the names of its headers begin with. */
  readonly headers: "webhook" | "svix";
  readonly verify: (ports: Ports, body: Uint8Array, headers: Headers) => Promise<unknown>;
}

/** Whoever delivers by Standard Webhooks (standardwebhooks.com), and by which adapter a delivery is believed. */
const RECEIVERS: readonly Receiver[] = [
  {
    system: "billing",
    adapter: "dodo",
    secret: "DODO_PAYMENTS_WEBHOOK_KEY",
    headers: "webhook",
    verify: (ports, body, headers) => ports.billing.verifyWebhook(body, headers),
  },
  {
    system: "notifications",
    adapter: "resend",
    secret: "RESEND_WEBHOOK_SECRET",
    headers: "svix",
    verify: (ports, body, headers) => ports.notifications.readReport(body, headers),
  },
];

/** Whether a test delivery that is signed with the secret is believed, and one that is signed with another is not. No I/O. */
export async function checkWebhooks(
  ports: Ports,
  values: Values,
  adapters: ReadonlyMap<string, string>,
): Promise<readonly Check[]> {
  const used = RECEIVERS.filter(({ system, adapter, secret }) => adapters.get(system) === adapter && values[secret]);
  return Promise.all(used.map((receiver) => checkOne(receiver, ports, values[receiver.secret] ?? "")));
}

async function checkOne(receiver: Receiver, ports: Ports, key: string): Promise<Check> {
  const { system, secret, verify, headers } = receiver;
  const name = `webhooks of ${system}`;
  try {
    await verify(ports, ...delivery(key, headers));
  } catch (error) {
    return {
      name,
      status: "wrong",
      detail: `${secret}: a test event that is signed with it is refused: ${sayError(error)}`,
    };
  }
  const forged = await verify(ports, ...delivery(`whsec_${"A".repeat(32)}`, headers)).then(
    () => true,
    () => false,
  );
  if (forged)
    return { name, status: "wrong", detail: `${secret}: a test event that is signed with another is believed` };
  return { name, status: "ok", detail: `${secret}: a test event that is signed with it is verified` };
}

function delivery(secret: string, prefix: Receiver["headers"]): [Uint8Array, Headers] {
  const id = `system-doctor-${randomUUID()}`;
  const timestampSeconds = Math.floor(Date.now() / 1_000);
  // Of no type that anybody has a word for.
  const body = JSON.stringify({ type: "system.doctor", data: {} });
  const signature = signWebhook(secret, { id, timestampSeconds, body });
  const headers = {
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(timestampSeconds),
    [`${prefix}-signature`]: signature,
  };
  return [new TextEncoder().encode(body), new Headers(headers)];
}
