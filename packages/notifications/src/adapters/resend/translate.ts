import type { CreateEmailOptions, ErrorResponse } from "resend";
import { NotificationsError, type NotificationsErrorCode } from "../../errors.ts";
import type { EmailMessage, Mailbox } from "../../port.ts";

/** Our message in the SDK's words. */
export function toRequest({ from, to, replyTo, subject, text, html, headers, tags }: EmailMessage): CreateEmailOptions {
  return {
    from: toAddress(from),
    to: toAddress(to),
    subject,
    text,
    ...(replyTo === undefined ? {} : { replyTo: toAddress(replyTo) }),
    ...(html === undefined ? {} : { html }),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    ...(tags === undefined ? {} : { tags: Object.entries(tags).map(([name, value]) => ({ name, value })) }),
  };
}

/**
 * `Name <address>`. The name is quoted where it is more than words, and loses its angle brackets: the vendor takes the
 * first one for the address.
 */
export function toAddress({ name = "", address }: Mailbox): string {
  const shown = name.replaceAll(/[<>]/g, " ").trim();
  if (shown === "") return address;
  const isPlain = /^[\p{L}\p{M}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u.test(shown);
  return `${isPlain ? shown : `"${shown.replaceAll(/["\\]/g, "\\$&")}"`} <${address}>`;
}

/**
 * What the vendor's names mean to us (resend 6.38.0; resend.com/docs/api-reference/errors, read 2026-11-21).
 *
 * `misconfigured` is everything that turns our account, key or sender down and has nothing to do with this one message:
 * the same call works once an operator has put it right, so it is tried again.
 */
const MEANING: Readonly<Record<ErrorResponse["name"], NotificationsErrorCode>> = {
  rate_limit_exceeded: "notifications.unavailable",
  application_error: "notifications.unavailable",
  internal_server_error: "notifications.unavailable",
  concurrent_idempotent_requests: "notifications.unavailable",

  missing_api_key: "notifications.misconfigured",
  invalid_api_key: "notifications.misconfigured",
  restricted_api_key: "notifications.misconfigured",
  invalid_access: "notifications.misconfigured",
  invalid_region: "notifications.misconfigured",
  invalid_from_address: "notifications.misconfigured",
  monthly_quota_exceeded: "notifications.misconfigured",
  daily_quota_exceeded: "notifications.misconfigured",
  not_found: "notifications.misconfigured",
  method_not_allowed: "notifications.misconfigured",

  validation_error: "notifications.refused",
  missing_required_field: "notifications.refused",
  invalid_parameter: "notifications.refused",
  invalid_attachment: "notifications.refused",
  security_error: "notifications.refused",

  invalid_idempotency_key: "notifications.invalid_idempotency_key",
  invalid_idempotent_request: "notifications.idempotency_conflict",
};

/**
 * The vendor's failure in our words. `error` is whatever came over the wire: the SDK passes the body of any answer that
 * is not 2xx through unread, and makes up `application_error` without a status when there was no answer.
 */
export function toError(error: unknown): NotificationsError {
  const { name, statusCode } = read(error);
  const code = codeFor(name, statusCode);
  // The vendor's own message may quote the recipient.
  return new NotificationsError(code, `the vendor answered ${name ?? "nothing that it names"} (${statusCode ?? "-"})`);
}

/** True while the vendor still works on the first call with this key: its answer can be had in a moment. */
export function isUnderWay(error: unknown): boolean {
  return read(error).name === "concurrent_idempotent_requests";
}

function codeFor(name: string | undefined, statusCode: number | undefined): NotificationsErrorCode {
  // One name for two things: at 403 the sender's domain is not verified, or the account may write to itself only.
  if (name === "validation_error" && statusCode === 403) return "notifications.misconfigured";
  if (isKnown(name)) return MEANING[name];
  if (statusCode === 401 || statusCode === 403) return "notifications.misconfigured";
  const isRefusal = statusCode !== undefined && statusCode >= 400 && statusCode < 500;
  return isRefusal && statusCode !== 408 && statusCode !== 429 ? "notifications.refused" : "notifications.unavailable";
}

function isKnown(name: string | undefined): name is ErrorResponse["name"] {
  return name !== undefined && Object.hasOwn(MEANING, name);
}

/** Only what looks like a name of theirs: it goes into our logs. */
function read(error: unknown): { readonly name: string | undefined; readonly statusCode: number | undefined } {
  const fields = typeof error === "object" && error !== null ? error : {};
  const name = "name" in fields && typeof fields.name === "string" ? fields.name : "";
  const status = "statusCode" in fields ? fields.statusCode : undefined;
  return {
    name: /^[a-z_]{1,60}$/.test(name) ? name : undefined,
    statusCode: typeof status === "number" ? status : undefined,
  };
}
