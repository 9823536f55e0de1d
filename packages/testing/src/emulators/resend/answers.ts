import type { Answer } from "../frame/define.ts";

/** The names that the SDK knows (resend 6.38.0, `RESEND_ERROR_CODE_KEY`) and that this emulator answers with. */
export type ErrorName =
  | "application_error"
  | "concurrent_idempotent_requests"
  | "invalid_api_key"
  | "invalid_attachment"
  | "invalid_idempotency_key"
  | "invalid_idempotent_request"
  | "invalid_parameter"
  | "missing_api_key"
  | "missing_required_field"
  | "not_found"
  | "rate_limit_exceeded"
  | "validation_error";

/** Status and wording as in the vendor's list of errors (resend.com/docs/api-reference/errors, read 2026-11-20). */
export function refuse(statusCode: number, name: ErrorName, message: string): Answer {
  return { status: statusCode, body: { statusCode, name, message } };
}

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What is found for an id of the path, or the refusal that the vendor has for it. */
export function lookUp<Item>(id: string | undefined, find: (id: string) => Item | undefined, what: string) {
  if (id === undefined || !UUID.test(id)) {
    return { refusal: refuse(422, "invalid_parameter", "The parameter must be a valid UUID.") };
  }
  const item = find(id);
  return item === undefined ? { refusal: refuse(404, "not_found", `${what} not found`) } : { item };
}

/** How the vendor writes moments in its answers: `2023-04-03 22:13:42.674981+00`. Its webhooks have ISO 8601. */
export function vendorTime(iso: string): string {
  return iso.replace("T", " ").replace("Z", "000+00");
}
