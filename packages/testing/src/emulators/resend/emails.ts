import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type EmulatorKit, type EmulatorRequest, NOT_EMULATED, type Vendor } from "../frame/define.ts";
import { outcomesFor } from "./addresses.ts";
import { lookUp, ok, refuse, vendorTime } from "./answers.ts";
import type { Publish } from "./events.ts";
import type { Idempotency } from "./idempotency.ts";
import { messageIdOf } from "./message-id.ts";
import { page } from "./paging.ts";
import { parseSend, scheduleFault, type SendRequest } from "./send-request.ts";
import type { ResendState, StoredMail } from "./state.ts";

const MOST_IN_BATCH = 100;

interface EmailRouteOptions {
  readonly idempotency: Idempotency;
  readonly publish: Publish;
  /** See `ResendOptions`. */
  readonly takesExamples?: boolean | undefined;
}

/** Sends, looks up, moves and cancels. A mail has gone when the answer says so; a scheduled one goes when its time comes. */
export function emailRoutes(
  kit: EmulatorKit,
  state: ResendState,
  { idempotency, publish, takesExamples = false }: EmailRouteOptions,
) {
  const { clock, store, agenda } = kit;
  const judge = (body: unknown) => parseSend(body, { now: clock.now(), takesExamples });
  const { mails } = state;

  agenda.add({
    nextAt: () => {
      const moments = mails.list().flatMap((mail) => (isWaiting(mail) ? [Date.parse(mail.scheduledAt)] : []));
      return moments.length === 0 ? undefined : new Date(Math.min(...moments));
    },
    async run() {
      const due = mails
        .list()
        .filter((mail) => isWaiting(mail) && Date.parse(mail.scheduledAt) <= clock.now().getTime());
      store.change(() => due.forEach(dispatch));
    },
  });

  /** Gives it to the world, which here is always reached at once. */
  function dispatch(mail: StoredMail): void {
    // Of several recipients the one that fares worst decides: the vendor reports one event for a mail.
    const outcomes = [...mail.to, ...mail.cc, ...mail.bcc]
      .map(outcomesFor)
      .reduce((worst, one) => (one.at(-1) === "delivered" ? worst : one));
    const gone = { ...mail, lastEvent: outcomes.at(-1) ?? "sent" };
    mails.put(mail.id, gone);
    for (const outcome of outcomes) publish(`email.${outcome}`, gone);
  }

  function accept(request: SendRequest, idempotencyKey: string | null): StoredMail {
    const now = clock.now();
    const mail = toStored(request, { now, idempotencyKey });
    mails.put(mail.id, mail);
    if (mail.scheduledAt !== null && Date.parse(mail.scheduledAt) > now.getTime()) publish("email.scheduled", mail);
    else dispatch(mail);
    return mail;
  }

  return {
    "POST /emails": (request) => {
      if (usesTemplate(request.body)) return TEMPLATES;
      const judged = judge(request.body);
      if ("refusal" in judged) return judged.refusal;
      return store.change(() => {
        const answer = { id: accept(judged.mail, keyOf(request)).id };
        idempotency.remember(request, answer);
        return ok(answer);
      });
    },
    "POST /emails/batch": (request) => {
      const list = z.array(z.unknown()).min(1).max(MOST_IN_BATCH).safeParse(request.body).data;
      if (list === undefined)
        return refuse(422, "validation_error", `A batch has between 1 and ${MOST_IN_BATCH} emails.`);
      if (list.some(usesTemplate)) return TEMPLATES;
      const judged = list.map((one) => (hasAttachments(one) ? NO_ATTACHMENTS : judge(one)));
      const faults = judged.flatMap((one, index) =>
        "refusal" in one ? [{ index, message: messageOf(one.refusal), refusal: one.refusal }] : [],
      );
      const isPermissive = request.headers.get("x-batch-validation") === "permissive";
      const [first] = faults;
      if (first !== undefined && !isPermissive) return first.refusal;
      return store.change(() => {
        const sent = judged.flatMap((one) => ("mail" in one ? [{ id: accept(one.mail, keyOf(request)).id }] : []));
        const errors = faults.map(({ index, message }) => ({ index, message }));
        const answer = isPermissive ? { data: sent, errors } : { data: sent };
        idempotency.remember(request, answer);
        return ok(answer);
      });
    },
    "GET /emails": ({ query }) => page(query, mails.list(), summaryOf),
    "GET /emails/:id": ({ params }) => {
      const found = lookUp(params["id"], mails.find, "Email");
      return "refusal" in found ? found.refusal : ok(detailOf(found.item));
    },
    "PATCH /emails/:id": ({ params, body }) => {
      const found = lookUp(params["id"], mails.find, "Email");
      if ("refusal" in found) return found.refusal;
      const scheduledAt = z.object({ scheduled_at: z.string() }).safeParse(body).data?.scheduled_at;
      if (scheduledAt === undefined) return refuse(422, "missing_required_field", "Missing `scheduled_at` field.");
      const fault = scheduleFault(scheduledAt, clock.now());
      if (fault !== undefined) return fault.refusal;
      if (!isWaiting(found.item)) return refuse(422, "validation_error", "Only scheduled emails can be updated.");
      const moved = { ...found.item, scheduledAt };
      store.change(() => mails.put(moved.id, moved));
      return ok({ object: "email", id: moved.id });
    },
    "POST /emails/:id/cancel": ({ params }) => {
      const found = lookUp(params["id"], mails.find, "Email");
      if ("refusal" in found) return found.refusal;
      if (!isWaiting(found.item)) return refuse(422, "validation_error", "Only scheduled emails can be canceled.");
      const canceled = { ...found.item, lastEvent: "canceled" };
      store.change(() => mails.put(canceled.id, canceled));
      return ok({ object: "email", id: canceled.id });
    },
  } satisfies Vendor["routes"];
}

const keyOf = (request: EmulatorRequest) => request.headers.get("idempotency-key");

const TEMPLATES = {
  status: NOT_EMULATED,
  body: { statusCode: NOT_EMULATED, name: "not_emulated", message: "Templates are not emulated: send html or text." },
};
const NO_ATTACHMENTS = {
  refusal: refuse(422, "validation_error", "Attachments are not supported when sending a batch."),
};

const usesTemplate = (body: unknown) => z.object({ template: z.object({}) }).safeParse(body).success;
const hasAttachments = (body: unknown) =>
  z.object({ attachments: z.array(z.unknown()).min(1) }).safeParse(body).success;
const messageOf = ({ body }: { readonly body: unknown }) => z.object({ message: z.string() }).parse(body).message;

function isWaiting(mail: StoredMail): mail is StoredMail & { readonly scheduledAt: string } {
  return mail.lastEvent === "scheduled" && mail.scheduledAt !== null;
}

function toStored(
  request: SendRequest,
  { now, idempotencyKey }: { now: Date; idempotencyKey: string | null },
): StoredMail {
  return {
    id: randomUUID(),
    from: request.from,
    to: request.to,
    cc: request.cc,
    bcc: request.bcc,
    replyTo: request.reply_to,
    subject: request.subject,
    html: request.html || null,
    text: request.text || null,
    headers: request.headers,
    tags: request.tags,
    attachments: request.attachments.map((one) => ({
      filename: one.filename || one.path?.split("/").at(-1) || "attachment",
      contentType: one.content_type ?? null,
    })),
    topicId: request.topic_id ?? null,
    scheduledAt: request.scheduled_at ?? null,
    lastEvent: "scheduled",
    idempotencyKey,
    createdAt: now.toISOString(),
  };
}

function summaryOf(mail: StoredMail) {
  return {
    id: mail.id,
    message_id: messageIdOf(mail),
    to: mail.to,
    from: mail.from,
    created_at: vendorTime(mail.createdAt),
    subject: mail.subject,
    bcc: mail.bcc,
    cc: mail.cc,
    reply_to: mail.replyTo,
    last_event: mail.lastEvent,
    scheduled_at: mail.scheduledAt,
    topic_id: mail.topicId,
  };
}

function detailOf(mail: StoredMail) {
  return { object: "email", ...summaryOf(mail), html: mail.html, text: mail.text, tags: mail.tags };
}
