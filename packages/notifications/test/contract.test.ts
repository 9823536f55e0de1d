import { randomUUID } from "node:crypto";
import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import {
  type EmailMessage,
  type Message,
  type MessageTransport,
  NotificationsError,
  type Report,
} from "@ninefold/notifications";
import { memoryMessages } from "@ninefold/notifications/memory";
import { resendEmail } from "@ninefold/notifications/resend";
import { afterAll, beforeAll } from "vitest";
import { notificationsCases, type NotificationsSubject } from "./conformance.ts";
import { targets } from "./targets.ts";
import { openWire, type Wire, type WireFault } from "@ninefold/testing/wire";

describeConformance("MessageTransport", notificationsCases, {
  ...targets,
  "memory with SMS": { ...targets.memory, make: makeWithSms },
});

/** Broken in ways that an adapter that sends and one that skips can both be. */
const anywhere: Record<string, Mutant<NotificationsSubject>> = {
  "mixes up its channels": breaking((good) => ({
    capabilities: { ...good.capabilities, channels: good.capabilities.channels.includes("sms") ? ["email"] : ["sms"] },
  })),
  "takes the first of several recipients": mending((message) => ({
    ...message,
    to: { address: "ada@inbox.ninefold.dev" },
  })),
  "folds line breaks": mending((message) => ({
    ...message,
    subject: fold(message.subject),
    from: { ...message.from, name: fold(message.from.name ?? "") },
    to: { ...message.to, name: fold(message.to.name ?? "") },
  })),
  "drops a bad header in silence": mending(({ headers: _headers, ...message }) => message),
  "sends an empty page": mending((message) => ({ ...message, text: message.text.trim() || "-" })),
  "makes up a key for a bad one": breaking((good) => ({
    send: (message, options) =>
      good
        .send(message, options)
        .catch((error: unknown) =>
          is(error, "notifications.invalid_idempotency_key")
            ? good.send(message, { ...options, idempotencyKey: randomUUID() })
            : fail(error),
        ),
  })),
};

/** Broken in ways that only an adapter that sends can be. */
const sending: Record<string, Mutant<NotificationsSubject>> = {
  "drops the HTML": mending(({ html: _html, ...message }) => message),
  "sends everything under one key": breaking((good) => ({
    send: (message, options) => good.send(message, { ...options, idempotencyKey: keyFor(options.idempotencyKey) }),
  })),
  "forgets its keys": breaking((good) => ({
    send: async (message, options) => {
      const { idempotencyKey } = options;
      return good.send(message, { ...options, idempotencyKey: idempotencyKey && `${idempotencyKey}/${randomUUID()}` });
    },
  })),
  "remembers a key only when the vendor has answered": (subject) => {
    const receipts = new Map<string, Awaited<ReturnType<MessageTransport["send"]>>>();
    return breaking((good) => ({
      send: async (message, options) => {
        const earlier = receipts.get(options.idempotencyKey);
        if (earlier) return earlier;
        const receipt = await good.send(message, { ...options, idempotencyKey: randomUUID() });
        receipts.set(options.idempotencyKey, receipt);
        return receipt;
      },
    }))(subject);
  },
  "answers the first receipt for any message of a key": breaking((good) => ({
    send: (message, options) =>
      good
        .send(message, options)
        .catch((error: unknown) =>
          is(error, "notifications.idempotency_conflict") ? { status: "accepted", ref: "first" } : fail(error),
        ),
  })),
  "uses up the key of a refused message": (subject) => {
    const refused = new Set<string>();
    return breaking((good) => ({
      send: async (message, options) => {
        if (refused.has(options.idempotencyKey))
          throw new NotificationsError("notifications.idempotency_conflict", "used");
        return good.send(message, options).catch((error: unknown) => {
          refused.add(options.idempotencyKey);
          return fail(error);
        });
      },
    }))(subject);
  },
  "believes whoever says something": breaking(() => ({
    readReport: async (body, headers) => ({ ...GUESSED, id: headers.get("svix-id") ?? "", event: String(body.length) }),
  })),
  "forgets which message a report is about": reading(({ about: _about, ...report }) => report),
  "loses the tags on the way back": reading(({ about, ...report }) => ({
    ...report,
    ...(about && { about: { ...about, tags: {} } }),
  })),
  "takes every bounce for a lasting one": reading((report) =>
    report.outcome?.status === "bounced" ? { ...report, outcome: { status: "bounced", isLasting: true } } : report,
  ),
  "takes a delay for the end": reading((report) =>
    report.outcome?.status === "delayed" ? { ...report, outcome: { status: "bounced", isLasting: false } } : report,
  ),
  "makes something of every event": reading((report) => ({ outcome: { status: "delivered" }, ...report })),
  "names each reading anew": reading((report) => ({ ...report, id: randomUUID() })),
  "says the same of two reports": reading((report) => ({ ...report, id: "report" })),
  "never gives up": breaking((good) => ({
    send: (message, { idempotencyKey }) => good.send(message, { idempotencyKey }),
  })),
};

describeMutants("MessageTransport (memory)", notificationsCases, targets.memory, { ...anywhere, ...sending });

/** Faults between the SDK and the vendor, as a proxy, a gateway or a change at the vendor's would bring them. */
const onTheWire = {
  "loses the idempotency key": {
    toRequest: ({ headers: { "idempotency-key": _key, ...headers }, body }) => ({ headers, body }),
  },
  "loses the HTML": {
    toRequest: ({ headers, body }) => ({ headers, body: body.replace('"html"', '"htm"') }),
  },
  "cuts answers in half": {
    toAnswer: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  },
  "calls every answer a success": {
    toAnswer: (answer) => ({ ...answer, status: 200, body: '{"id":"made-up"}' }),
  },
  "calls every failure the fault of the gateway": {
    toAnswer: (answer) => (answer.status < 400 ? answer : { ...answer, status: 502, body: "<h1>Bad gateway</h1>" }),
  },
} as const satisfies Record<string, WireFault>;

let wire: Wire;
beforeAll(async () => {
  wire = await openWire(onTheWire);
});
afterAll(() => wire.close());

describeMutants("MessageTransport (resend)", notificationsCases, targets.resend, {
  ...anywhere,
  ...sending,
  ...Object.fromEntries(Object.keys(onTheWire).map((fault) => [`${fault} on the wire`, through(fault)])),
});

describeMutants("MessageTransport (none)", notificationsCases, targets.none, {
  ...anywhere,
  "pretends to have sent": breaking((good) => ({
    send: async (...args) => {
      await good.send(...args);
      return { status: "accepted", ref: "message" };
    },
  })),
  "says that it reports": breaking((good) => ({ capabilities: { ...good.capabilities, reports: true } })),
  "sends what it calls skipped": (subject) => {
    const sent: Message[] = [];
    const leaking = breaking((good) => ({
      send: async (message, options) => {
        const receipt = await good.send(message, options);
        sent.push(message);
        return receipt;
      },
    }))(subject);
    return { ...leaking, sent: async () => sent };
  },
});

/** The same adapter and SDK; only the way to the vendor is bad. */
function through(fault: string): Mutant<NotificationsSubject> {
  return ({ vendor, ...subject }) => {
    if (vendor === undefined) throw new Error("there is no wire to break");
    const baseUrl = wire.through(fault, vendor.url);
    const { send } = resendEmail({ apiKey: vendor.apiKey, baseUrl });
    return { ...subject, transport: { ...subject.transport, send } };
  };
}

function makeWithSms(): NotificationsSubject {
  const transport = memoryMessages();
  return { transport, sent: async () => transport.sent, reportOf: async (outcome) => transport.reportOf(outcome) };
}

function breaking(part: (good: MessageTransport) => Partial<MessageTransport>): Mutant<NotificationsSubject> {
  return (subject) => ({ ...subject, transport: { ...subject.transport, ...part(subject.transport) } });
}

/** What a helpful library does: makes something sendable of a bad e-mail. */
function mending(mend: (message: EmailMessage) => EmailMessage): Mutant<NotificationsSubject> {
  return breaking((good) => ({
    send: (message, options) => good.send(message.channel === "email" ? mend(message) : message, options),
  }));
}

function reading(change: (report: Report) => Report): Mutant<NotificationsSubject> {
  return breaking((good) => ({ readReport: async (...args) => change(await good.readReport(...args)) }));
}

const GUESSED: Report = { id: "", event: "", occurredAt: new Date(), outcome: { status: "delivered" } };

function fold(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

/** A bad key stays bad, so that this mutant breaks one thing only. */
function keyFor(key: string): string {
  return key.startsWith("delivery/") ? "one" : key;
}

function is(error: unknown, code: string): boolean {
  return error instanceof NotificationsError && error.code === code;
}

function fail(error: unknown): never {
  throw error;
}
