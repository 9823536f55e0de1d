import { type Answer, NOT_EMULATED } from "../frame/define.ts";

const HELP = "For support kindly contact us at support@imagekit.io .";

/** `{ message, help }`, worded as in the vendor's API description (read 2026-11-20). */
export const refuse = (status: number, message: string): Answer => ({ status, body: { message, help: HELP } });

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

export const notEmulated = (what: string): Answer => ({
  status: NOT_EMULATED,
  body: { message: `${what} is not emulated.`, help: "" },
});

export const NO_SUCH_FILE = refuse(404, "The requested file does not exist.");
