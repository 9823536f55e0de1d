import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { AuthCall } from "./auth-forms.ts";
import { type AuthProblem, type Brought, successResponse } from "./auth-http.ts";
import { browserCookie } from "./browser-cookie.ts";
import { MAIL_CODE } from "./domain/mail-code.ts";
import type { Throttle } from "./throttle.ts";

/** Where an adapter keeps the mails that were asked for. */
export interface SignInMails {
  /**
   * Asks for a mail to whoever has this address confirmed; to whoever has it unconfirmed goes the mail that confirms it. Takes
   * the place of what the browser asked for before, or is the same mail where that was within a minute.
   */
  ask(wish: MailWish): Promise<void>;
  /** Whom it lets in; used up with everything else that was mailed to them for this. */
  useLink(token: string): Promise<Admitted | undefined>;
  /** The same for a code, by the browser that asked. Counts before it compares. */
  useCode(handle: string, code: string): Promise<Admitted | undefined>;
}

interface MailWish {
  readonly email: string;
  /** What the browser keeps from now on, and what it kept before. */
  readonly handle: string;
  readonly former: string | undefined;
  readonly isKnown: boolean;
}

export interface Admitted {
  readonly userId: string;
  readonly email: string;
}

export type MailCall = Extract<
  AuthCall,
  { readonly endpoint: "request-sign-in-mail" | "sign-in/link" | "sign-in/code" }
>;

interface Parts {
  readonly mails: SignInMails;
  readonly throttle: Throttle;
  /** What a browser keeps while it waits for a mail; `isSecure`: for https alone. */
  readonly cookie: { readonly name: string; readonly isSecure: boolean };
  readonly admit: (userId: string, headers: Headers) => Promise<Brought>;
  /** No answer comes sooner: a known address costs writes that an unknown one does not, and so does a code that is there. */
  readonly answerMs: number;
  readonly onWarning: (message: string) => void;
}

const COOKIE_SECONDS = (MAIL_CODE.waitsMs + MAIL_CODE.goodMs) / 1_000;

/**
 * Ways in by mail, the same on every adapter. Whoever asks is given a random handle in a cookie, known address or not. The
 * code is for that browser: whoever reads it over a shoulder can not use it, and a stranger's wrong ones are not
 * counted against the person's own. The link is for any browser, since mail is often read on another device.
 */
export function createMailEntry({ mails, throttle, admit, answerMs, onWarning, ...parts }: Parts) {
  const cookie = browserCookie(parts.cookie);
  return {
    /** Never throws. */
    async answer(call: MailCall, headers: Headers): Promise<Response | AuthProblem> {
      const [outcome] = await Promise.all([
        answer(call, headers).catch((error: unknown): AuthProblem => {
          onWarning(`a sign-in by mail failed: ${error instanceof Error ? error.name : "?"}`);
          return { code: "identity.unavailable" };
        }),
        delay(answerMs),
      ]);
      return outcome;
    },
  };

  async function answer({ endpoint, form }: MailCall, headers: Headers): Promise<Response | AuthProblem> {
    if (endpoint === "request-sign-in-mail") return ask(form.email, headers);
    if (endpoint === "sign-in/link") {
      const admitted = await mails.useLink(form.token);
      return admitted === undefined ? { code: "identity.invalid_token" } : signedIn(endpoint, admitted, headers);
    }
    const handle = handleIn(headers);
    const admitted = handle === undefined ? undefined : await mails.useCode(handle, form.code);
    // The same whether it is wrong, dead or never was: else five wrong ones would tell whether there is an account.
    return admitted === undefined ? { code: "identity.invalid_code" } : signedIn(endpoint, admitted, headers);
  }

  async function ask(email: string, headers: Headers): Promise<Response> {
    const handle = randomBytes(24).toString("base64url");
    await mails.ask({ email, handle, former: handleIn(headers), isKnown: throttle.knows(headers, email) });
    return successResponse("request-sign-in-mail", { cookies: [cookie.keep(handle, COOKIE_SECONDS)] });
  }

  async function signedIn(
    endpoint: "sign-in/link" | "sign-in/code",
    { userId }: Admitted,
    headers: Headers,
  ): Promise<Response> {
    const { cookies = [], ...brought } = await admit(userId, headers);
    return successResponse(endpoint, { ...brought, cookies: [...cookies, cookie.drop()] });
  }

  function handleIn(headers: Headers): string | undefined {
    return cookie.read(headers).find((value) => HANDLE.test(value));
  }
}

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

const HANDLE = /^[\w-]{32}$/;

export const isMailCall = (call: AuthCall): call is MailCall =>
  call.endpoint === "request-sign-in-mail" || call.endpoint === "sign-in/link" || call.endpoint === "sign-in/code";
