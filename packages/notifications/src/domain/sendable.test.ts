import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EmailMessage } from "../port.ts";
import { assertIdempotencyKey, assertSendable } from "./sendable.ts";

const email: EmailMessage = {
  channel: "email",
  from: { address: "hello@example.com", name: "Ninefold" },
  to: { address: "ada@example.com", name: "Ada" },
  subject: "Welcome",
  text: "Hello.",
};

const breaks = fc.constantFrom("\r\n", "\n", "\r", "\u0000", "\u2028", "\u0085");
/** Text with a line break or its like somewhere in it. */
const injected = fc.tuple(fc.string(), breaks, fc.string()).map((parts) => parts.join(""));
const fields: Record<string, (text: string) => EmailMessage> = {
  "the recipient": (address) => ({ ...email, to: { address } }),
  "the recipient's name": (name) => ({ ...email, to: { ...email.to, name } }),
  "the sender": (address) => ({ ...email, from: { address } }),
  "the sender's name": (name) => ({ ...email, from: { ...email.from, name } }),
  "the reply address": (address) => ({ ...email, replyTo: { address } }),
  "the reply name": (name) => ({ ...email, replyTo: { address: "a@example.com", name } }),
  "the subject": (subject) => ({ ...email, subject }),
  "a header's value": (value) => ({ ...email, headers: { "X-Entity": value } }),
  "a header's name": (name) => ({ ...email, headers: { [name]: "1" } }),
};

describe("assertSendable", () => {
  it.each(Object.keys(fields))("refuses a line break anywhere in %s", (field) => {
    fc.assert(
      fc.property(injected, (text) => {
        const message = fields[field]?.(text) ?? email;
        expect(() => assertSendable(message)).toThrow(expect.objectContaining({ kind: "invalid", retryable: false }));
      }),
    );
  });

  it("never lets an address with more than one @ or a list through", () => {
    const risky = fc.stringMatching(/^[a-z"<>@,; ()\\]{1,30}$/);
    fc.assert(
      fc.property(risky, (address) => {
        fc.pre(/[",;<>() \\]|@.*@/.test(address));
        expect(() => assertSendable({ ...email, to: { address } })).toThrow(
          expect.objectContaining({ code: "notifications.invalid_recipient" }),
        );
      }),
    );
  });

  it.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "ada@example.com, eve@example.org",
    '"x" <ada@example.com>',
    '"real@example.com x"@example.org',
    "ada@example..com",
    "ada@-example.com",
    "ada@ex\u00e4mple.com",
    `${"a".repeat(65)}@example.com`,
    `ada@${"a.".repeat(126)}com`,
  ])("refuses %j as a recipient", (address) => {
    expect(() => assertSendable({ ...email, to: { address } })).toThrow(
      expect.objectContaining({ code: "notifications.invalid_recipient" }),
    );
  });

  it.each([
    "ada@example.com",
    "ada.l+tag@mail.example.co.uk",
    "o'neil@example.com",
    "a@xn--exmple-cua.com",
    "a@localhost",
  ])("accepts %s as a recipient", (address) => {
    expect(() => assertSendable({ ...email, to: { address } })).not.toThrow();
  });

  it.each(["Bcc", "TO", "Content-Type", "Reply-To", "Resent-To", "", "X Y", "X:Y", "X-\u00dc"])(
    "refuses the header name %j",
    (name) => {
      expect(() => assertSendable({ ...email, headers: { [name]: "1" } })).toThrow(
        expect.objectContaining({ code: "notifications.invalid_header" }),
      );
    },
  );

  it("refuses a name that turns the direction of reading", () => {
    expect(() => assertSendable({ ...email, from: { ...email.from, name: "moc.knab\u202e" } })).toThrow(
      expect.objectContaining({ code: "notifications.invalid_header" }),
    );
  });

  it("lets line breaks stand where they belong", () => {
    expect(() => assertSendable({ ...email, text: "One\r\nTwo", html: "<p>\n</p>" })).not.toThrow();
  });

  it.each(["", "12025550100", "+0123456789", "+1 (202) 555-0100", "+1234567890123456", "+12025550100,+12025550101"])(
    "refuses %j as a phone number",
    (to) => {
      expect(() => assertSendable({ channel: "sms", to, text: "Hello" })).toThrow(
        expect.objectContaining({ code: "notifications.invalid_recipient" }),
      );
    },
  );

  it("accepts a phone number in E.164", () => {
    expect(() => assertSendable({ channel: "sms", to: "+12025550100", text: "Hello" })).not.toThrow();
  });
});

describe("assertIdempotencyKey", () => {
  it.each(["", "a b", "a\n", "\u00fc", "a".repeat(257)])("refuses %j", (key) => {
    expect(() => assertIdempotencyKey(key)).toThrow(
      expect.objectContaining({ code: "notifications.invalid_idempotency_key" }),
    );
  });

  it("accepts the longest key", () => {
    expect(() => assertIdempotencyKey("a".repeat(256))).not.toThrow();
  });
});
