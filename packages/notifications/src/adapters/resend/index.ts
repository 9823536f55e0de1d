import { setTimeout as delay } from "node:timers/promises";
import { Resend } from "resend";
import { assertIdempotencyKey, assertSendable } from "../../domain/sendable.ts";
import { NotificationsError } from "../../errors.ts";
import type { MessageTransport, Receipt } from "../../port.ts";
import { readReport } from "./report.ts";
import { isUnderWay, toError, toRequest } from "./translate.ts";

export { probeResend } from "./probe.ts";

export interface ResendEmailOptions {
  /** `re_…`, with the right to send and no other. */
  readonly apiKey: string;
  /** The vendor's own address when absent. */
  readonly baseUrl?: string | undefined;
  /** `whsec_…`: what the vendor signs its webhooks with. Absent: none is believed. */
  readonly webhookSecret?: string | undefined;
  /** For one call in all, 8_000 when absent: the SDK itself would wait for ever. */
  readonly timeoutMs?: number;
}

const VENDOR_URL = "https://api.resend.com";
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

/** E-mail through Resend. Options arrive validated; the environment that the SDK would read is not asked. */
export function resendEmail(options: ResendEmailOptions): MessageTransport {
  const { apiKey, baseUrl = VENDOR_URL, webhookSecret, timeoutMs = 8_000 } = options;
  const client = new Resend(apiKey, { baseUrl: baseUrl.replace(/\/+$/, ""), userAgent: "ninefold" });

  return {
    capabilities: { channels: ["email"], delivers: true, idempotency: true, reports: webhookSecret !== undefined },

    async send(message, { idempotencyKey, signal }) {
      assertIdempotencyKey(idempotencyKey);
      if (message.channel !== "email") {
        throw new NotificationsError("notifications.unsupported_channel", `Resend carries no ${message.channel}`);
      }
      assertSendable(message);
      const request = toRequest(message);
      const deadline = AbortSignal.timeout(timeoutMs);
      const within = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
      return ask(() => client.emails.send(request, { idempotencyKey, signal: within }), within);
    },

    async readReport(body, headers) {
      if (webhookSecret === undefined) {
        throw new NotificationsError("notifications.no_reports", "there is no secret to prove reports with");
      }
      return readReport(client, webhookSecret, body, headers);
    },
  };
}

type Answer = Awaited<ReturnType<Resend["emails"]["send"]>>;

/**
 * The SDK never throws for what the vendor or the network does; it resolves with an error beside the data. While the
 * first call with the same key is under way the vendor says so, and the port's promise is its answer: so wait for it.
 */
async function ask(send: () => Promise<Answer>, signal: AbortSignal): Promise<Receipt> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    const { data, error } = await send();
    const ref: unknown = data?.id;
    // An answer without an id is none: a proxy's page, or half of one. The next attempt, with the same key, finds out.
    if (error === null && typeof ref === "string" && ref !== "") return { status: "accepted", ref };
    if (!isUnderWay(error)) throw toError(error);
    await delay(waitMs, undefined, { signal }).catch(() => {
      throw toError(error);
    });
  }
}
