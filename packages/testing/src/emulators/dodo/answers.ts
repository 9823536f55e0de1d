import { type Answer, NOT_EMULATED } from "../frame/define.ts";

/** `{ code, message }`, as the vendor refuses (docs.dodopayments.com/api-reference/error-codes, read 2026-11-21). */
export function refuse(status: number, code: string, message: string): Answer {
  return { status, body: { code, message } };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const notFound = (what: string) => refuse(404, `${what.toUpperCase()}_NOT_FOUND`, `${what} not found`);

/** For what the vendor can do and this emulator can not: the request is remembered as unknown. */
export const notEmulated = (what: string): Answer => ({
  status: NOT_EMULATED,
  body: { code: "NOT_EMULATED", message: `${what} is not emulated.` },
});
