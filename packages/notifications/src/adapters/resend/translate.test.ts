import { describe, expect, it } from "vitest";
import type { EmailMessage } from "../../port.ts";
import { isUnderWay, toAddress, toError, toRequest } from "./translate.ts";

const email: EmailMessage = {
  channel: "email",
  from: { address: "hello@mail.ninefold.dev", name: "Ninefold" },
  to: { address: "ana@inbox.ninefold.dev" },
  subject: "Welcome",
  text: "Hello.",
};

describe("toRequest", () => {
  it("says what there is, and nothing about what there is not", () => {
    expect(toRequest(email)).toEqual({
      from: "Ninefold <hello@mail.ninefold.dev>",
      to: "ana@inbox.ninefold.dev",
      subject: "Welcome",
      text: "Hello.",
    });
    const full = { ...email, replyTo: { address: "help@ninefold.dev" }, html: "<p>", headers: { "X-Kind": "welcome" } };
    expect(toRequest(full)).toMatchObject({
      replyTo: "help@ninefold.dev",
      html: "<p>",
      headers: { "X-Kind": "welcome" },
    });
  });
});

describe("toAddress", () => {
  it.each([
    [undefined, "ana@inbox.ninefold.dev"],
    ["Ana Li", "Ana Li <ana@inbox.ninefold.dev>"],
    ["Ana O'Neil-Ünal", "Ana O'Neil-Ünal <ana@inbox.ninefold.dev>"],
    ["Li, Ana", '"Li, Ana" <ana@inbox.ninefold.dev>'],
    ["Ana 👩‍👧", '"Ana 👩‍👧" <ana@inbox.ninefold.dev>'],
    ['"x" <eve@evil.dev>, \\', '"\\"x\\"  eve@evil.dev , \\\\" <ana@inbox.ninefold.dev>'],
    ["<>", "ana@inbox.ninefold.dev"],
  ])("N-11: keeps the name %j from naming another recipient", (name, written) => {
    expect(toAddress({ address: "ana@inbox.ninefold.dev", ...(name === undefined ? {} : { name }) })).toBe(written);
  });
});

describe("toError", () => {
  it.each([
    ["rate_limit_exceeded", 429, "unavailable", true],
    ["internal_server_error", 500, "unavailable", true],
    ["application_error", null, "unavailable", true],
    ["application_error", 502, "unavailable", true],
    ["concurrent_idempotent_requests", 409, "unavailable", true],
    ["invalid_api_key", 403, "misconfigured", true],
    ["validation_error", 403, "misconfigured", true],
    ["daily_quota_exceeded", 429, "misconfigured", true],
    ["validation_error", 400, "refused", false],
    ["validation_error", 422, "refused", false],
    ["missing_required_field", 422, "refused", false],
    ["invalid_idempotent_request", 409, "idempotency_conflict", false],
  ])("N-1: takes %s (%s) for %s, worth a retry: %s", (name, statusCode, code, retryable) => {
    expect(toError({ name, statusCode, message: "" })).toMatchObject({ code: `notifications.${code}`, retryable });
  });

  it.each([
    [{ name: "teapot", statusCode: 418, message: "" }, "refused"],
    [{ name: "new_thing", statusCode: 503, message: "" }, "unavailable"],
    [{ name: "slow_down", statusCode: 429, message: "" }, "unavailable"],
    [{ statusCode: 401 }, "misconfigured"],
    [{ error: "bad gateway" }, "unavailable"],
    [null, "unavailable"],
    [undefined, "unavailable"],
    ["<html>", "unavailable"],
    [["x"], "unavailable"],
    [{ name: "constructor", statusCode: null }, "unavailable"],
  ])("makes sense of %j, which no table has", (error, code) => {
    expect(toError(error)).toMatchObject({ code: `notifications.${code}` });
  });

  it("repeats nothing that the vendor says about the message", () => {
    const error = { name: "ana@inbox.ninefold.dev", statusCode: 422, message: "Invalid `to`: ana@inbox.ninefold.dev" };
    expect(toError(error).message).not.toContain("ana@");
  });
});

describe("isUnderWay", () => {
  it("knows the one failure that passes by itself in a moment", () => {
    expect(isUnderWay({ name: "concurrent_idempotent_requests", statusCode: 409 })).toBe(true);
    expect(isUnderWay({ name: "invalid_idempotent_request", statusCode: 409 })).toBe(false);
    expect(isUnderWay(null)).toBe(false);
  });
});
