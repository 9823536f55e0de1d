import { describe, expect, it } from "vitest";
import { mailboxOf } from "./mailbox.ts";

describe("mailboxOf", () => {
  it.each([
    ["Ninefold <hello@ninefold.dev>", { name: "Ninefold", address: "hello@ninefold.dev" }],
    ["  Nine, fold & Co.<hello@ninefold.dev> ", { name: "Nine, fold & Co.", address: "hello@ninefold.dev" }],
    ["<hello@ninefold.dev>", { address: "hello@ninefold.dev" }],
    ["hello@ninefold.dev", { address: "hello@ninefold.dev" }],
  ])("reads %j", (text, mailbox) => {
    expect(mailboxOf(text)).toEqual(mailbox);
  });

  it.each([
    "",
    "Ninefold",
    "Ninefold <>",
    "a@b.dev, c@d.dev",
    "A <a@b.dev>, C <c@d.dev>",
    "A <a@b.dev> x",
    "a b@c.dev",
  ])("refuses %j", (text) => {
    expect(() => mailboxOf(text)).toThrow(expect.objectContaining({ code: "notifications.invalid_header" }));
  });
});
