import { randomBytes } from "node:crypto";
import { createDeliveries } from "../frame/deliveries.ts";
import type { Answer, EmulatorKit, EmulatorRequest, Vendor } from "../frame/define.ts";
import { type Emulator, runEmulator, type RunOptions } from "../frame/run.ts";
import { newWebhookSecret, signWebhook } from "../frame/signature.ts";
import { createAccess, type RateLimit } from "./access.ts";
import { emailRoutes } from "./emails.ts";
import { eventBody, SENT_EVENTS } from "./events.ts";
import { createIdempotency } from "./idempotency.ts";
import { hasArrived, isFor, type Mail, mailOf } from "./mail.ts";
import { inboxPages } from "./pages/index.ts";
import { openState, type ResendState } from "./state.ts";
import { createPublish, endpointOf, webhookRoutes } from "./webhooks.ts";

export interface ResendOptions extends RunOptions {
  /** The only key that gets in. Absent: a made-up one. */
  readonly apiKey?: string | undefined;
  /** Absent: none, and no headers about it. The vendor's is a few requests a second. */
  readonly rateLimit?: RateLimit | undefined;
  /**
   * True: mail for `example.com` and `test.com` arrives too, which the vendor refuses. For people who try the product and type
   * what forms show them; tests want the vendor's own answer.
   */
  readonly takesExamples?: boolean | undefined;
  /** Where every webhook goes, signed with this secret (`whsec_…`), beside the endpoints that requests make. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  /** Where the product runs, for a link on the empty inbox. */
  readonly productUrl?: string | undefined;
}

export interface ResendEmulator extends Emulator {
  readonly apiKey: string;
  /** What has arrived, newest first: in one mailbox (to, cc or bcc, whatever the case), or in all of them. */
  inbox(address?: string): readonly Mail[];
  /** Everything that was accepted, newest first: also what bounced, was suppressed, canceled or waits for its time. */
  mails(): readonly Mail[];
  /** What the configured webhook, and `sign`, are signed with. */
  readonly webhookSecret: string;
  /** A genuine webhook about a mail, signed now and sent nowhere. @throws TypeError for an id that is unknown. */
  sign(mailId: string, event: string): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
}

/** Resend on this machine, after resend 6.38.0 and the vendor's API description 1.5.0, read 2026-11-20. */
export async function startResend(options: ResendOptions = {}): Promise<ResendEmulator> {
  const { apiKey = `re_local_${randomBytes(12).toString("hex")}` } = options;
  const webhookSecret = options.webhook?.secret ?? newWebhookSecret();
  const held: { state?: ResendState } = {};
  const emulator = await runEmulator("resend", options, (kit) => {
    held.state = openState(kit.store);
    return buildVendor(kit, held.state, { ...options, apiKey });
  });
  const mails = () => (held.state?.mails.list() ?? []).map(mailOf).toReversed();
  const own = {
    apiKey,
    inbox: (address?: string) => mails().filter((mail) => hasArrived(mail) && (!address || isFor(mail, address))),
    mails,
    webhookSecret,
    sign(mailId: string, event: string) {
      const mail = held.state?.mails.find(mailId);
      if (mail === undefined) throw new TypeError(`the emulator holds no mail by the id ${mailId}`);
      const id = `msg_${randomBytes(16).toString("hex")}`;
      const timestampSeconds = Math.floor(Date.now() / 1_000);
      const body = JSON.stringify(eventBody(event, mail, new Date()));
      const headers = {
        "svix-id": id,
        "svix-timestamp": String(timestampSeconds),
        "svix-signature": signWebhook(webhookSecret, { id, timestampSeconds, body }),
      };
      return { body, headers };
    },
  };
  // Its `listening` is read anew each time, so it can not be spread.
  return Object.assign(emulator, own);
}

function buildVendor(kit: EmulatorKit, state: ResendState, options: ResendOptions & { apiKey: string }): Vendor {
  const now = kit.clock.now;
  const access = createAccess({ ...options, now });
  const idempotency = createIdempotency(state, now);
  const { webhook: configured } = options;
  const deliveries = createDeliveries(kit, endpointOf(state, configured));
  const publish = createPublish(kit, state, { deliveries, configured });

  async function before(request: EmulatorRequest, route: string, proceed: () => Promise<Answer>): Promise<Answer> {
    const refused = access.check(request);
    if (refused !== undefined) return refused;
    const { headers, refusal } = access.count();
    const answer = refusal ?? (await idempotency.guard(request, route, proceed));
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }

  return {
    routes: { ...emailRoutes(kit, state, { ...options, idempotency, publish }), ...webhookRoutes(kit, state) },
    others: ["GET /emails/metrics", "GET /emails/receiving"],
    before,
    events: SENT_EVENTS,
    pages: inboxPages({
      mails: () => state.mails.list().map(mailOf).toReversed(),
      now,
      productUrl: options.productUrl,
    }),
    forget: () => access.forget(),
  };
}
