import { NotificationsError, type Message, type MessageTransport, type SendOptions } from "@ninefold/notifications";
import { memoryMessages } from "@ninefold/notifications/memory";

export interface Call {
  readonly message: Message;
  readonly idempotencyKey: string;
}

/** A vendor that keeps its promise about keys, and that a test can make fail around it. */
export interface Vendor {
  readonly transport: MessageTransport;
  /** A signed report about the last message. */
  readonly reportOf: ReturnType<typeof memoryMessages>["reportOf"];
  /** What it was asked, failed or not. */
  readonly calls: readonly Call[];
  /** What it sent. */
  readonly sent: readonly Message[];
  /** Runs before it takes the message: throw, and nothing has been sent. */
  before: (call: Call & Pick<SendOptions, "signal">) => Promise<void> | void;
  /** Runs after it has taken the message: throw, and the answer is lost. */
  after: () => Promise<void> | void;
}

export function aVendor(): Vendor {
  const memory = memoryMessages({ channels: ["email"] });
  const calls: Call[] = [];
  const vendor: Vendor = {
    calls,
    sent: memory.sent,
    reportOf: memory.reportOf,
    before: () => undefined,
    after: () => undefined,
    transport: {
      capabilities: memory.capabilities,
      readReport: memory.readReport,
      async send(message, options) {
        calls.push({ message, idempotencyKey: options.idempotencyKey });
        await vendor.before({ message, ...options });
        const receipt = await memory.send(message, options);
        await vendor.after();
        return receipt;
      },
    },
  };
  return vendor;
}

export const unavailable = () => new NotificationsError("notifications.unavailable", "the vendor did not answer");
export const refused = () => new NotificationsError("notifications.refused", "the vendor refused");
export const nothing = () => undefined;

export function fails(error: () => Error) {
  return () => {
    throw error();
  };
}
