import type { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { AuthCall } from "../../auth-forms.ts";
import {
  alreadyVerifiedResponse,
  type AuthProblem,
  problemResponse,
  readCall,
  successResponse,
} from "../../auth-http.ts";
import type { PasswordFault, PasswordRules } from "../../passwords.ts";
import type { IdentityProvider, Person } from "../../port.ts";
import { isSocialCall, type SocialCall } from "../../social/flow.ts";
import type { Throttle } from "../../throttle.ts";
import type { Library } from "./library.ts";
import { ALREADY_VERIFIED, toAuthProblem } from "./translate.ts";

/** The endpoint call under way, and whether a fact that it should have told was lost. */
export interface Underway {
  readonly call: AuthCall;
  lost: boolean;
}

interface EntryParts {
  readonly library: Library;
  readonly underway: AsyncLocalStorage<Underway>;
  readonly throttle: Throttle;
  readonly passwords: PasswordRules;
  readonly social: { readonly answer: (call: SocialCall, headers: Headers) => Promise<Response | AuthProblem> };
  readonly findPerson: (userId: string) => Promise<Person | undefined>;
  /** Public origin of the web app. */
  readonly origin: string;
  readonly onWarning: (message: string) => void;
}

interface Entry extends Pick<IdentityProvider, "handle"> {
  /**
   * Where ways in end that we judge ourselves: this person has proved who they are, to a confirmed address. Opens a session
   * and answers its cookies; the one that the browser had ends.
   */
  admit(userId: string, headers: Headers): Promise<readonly string[]>;
}

/** What `/api/auth` does with the library behind it. */
export function createEntry(parts: EntryParts): Entry {
  const { library, underway, throttle, passwords, social, findPerson, origin, onWarning } = parts;

  return {
    async handle(request, { requestId } = {}) {
      const call = await readCall(request, origin);
      const code = "code" in call ? undefined : await faultIn(call);
      const outcome = "code" in call ? call : code === undefined ? await slowly(call, request.headers) : { code };
      return outcome instanceof Response ? outcome : problemResponse(outcome, requestId);
    },

    async admit(userId, headers) {
      const opened = await library.api.openSession({ body: { userId }, headers: passedOn(headers), asResponse: true });
      await endSession(headers);
      return opened.headers.getSetCookie();
    },
  };

  /** Asked before the library, whose transaction must not wait for a service. */
  async function faultIn({ endpoint, form }: AuthCall): Promise<PasswordFault | undefined> {
    if (endpoint === "sign-up/email") return passwords.findFault(form.password, form);
    if (endpoint !== "reset-password") return undefined;
    const person = await personBehind(form.token).catch(() => undefined);
    return person && passwords.findFault(form.newPassword, person);
  }

  /** Whom a link to a new password belongs to, without using it. */
  async function personBehind(token: string) {
    const { internalAdapter } = await library.$context;
    const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    return link ? findPerson(link.value) : undefined;
  }

  /** Guesses wait. A browser in which somebody shows that an address is theirs is known from then on. */
  async function slowly(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    if (isSocialCall(call)) return social.answer(call, headers);
    const { endpoint, form } = call;
    if (endpoint === "sign-in/email" || endpoint === "sign-in/token") {
      const key = throttle.keyOf(headers, form.email);
      const retryAfterSeconds = await throttle.take(key);
      if (retryAfterSeconds !== undefined) return { code: "identity.too_many_attempts", retryAfterSeconds };
      const outcome = await answer(call, headers);
      if (!(outcome instanceof Response)) return outcome;
      await throttle.forget(key);
      return endpoint === "sign-in/email" ? marked(outcome, form.email) : outcome;
    }
    if (endpoint !== "reset-password") return answer(call, headers);
    const person = await personBehind(form.token).catch(() => undefined);
    const outcome = await answer(call, headers);
    return outcome instanceof Response && person ? marked(outcome, person.email) : outcome;
  }

  function marked(response: Response, email: string): Response {
    response.headers.append("set-cookie", throttle.markFor(email));
    return response;
  }

  async function answer(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    const outcome = await ask(call, headers);
    // Two people, or one with two tabs, sign up with one address at once. Asked again, the library finds the first.
    const again = call.endpoint === "sign-up/email" && "code" in outcome && outcome.code === "FAILED_TO_CREATE_USER";
    const { response, lost, code } = again ? await ask(call, headers) : outcome;
    if (lost || response === undefined || code === "FAILED_TO_CREATE_USER") return { code: "identity.unavailable" };
    if (code === ALREADY_VERIFIED) return alreadyVerifiedResponse();
    if (!response.ok) {
      return toAuthProblem({ status: response.status, code, retryAfter: response.headers.get("x-retry-after") });
    }
    const cookies = response.headers.getSetCookie();
    if (call.endpoint === "verify-email" && cookies.length === 0) return alreadyVerifiedResponse();
    if (call.endpoint === "sign-in/token") {
      const token = response.headers.get("set-auth-token");
      return token === null ? { code: "identity.unavailable" } : successResponse(call.endpoint, { token });
    }
    if (call.endpoint === "sign-in/email" || call.endpoint === "verify-email") await endSession(headers);
    return successResponse(call.endpoint, { cookies });
  }

  async function ask(call: AuthCall, headers: Headers) {
    const request = { call, lost: false };
    try {
      const [response] = await Promise.all([
        underway.run(request, () => library.handler(toLibrary(call, headers, origin))),
        call.endpoint === "request-password-reset" && delay(RESET_ANSWER_MS),
      ]);
      return { response, lost: request.lost, code: response.ok ? undefined : await codeOf(response) };
    } catch (error) {
      onWarning(`the auth library failed: ${error instanceof Error ? error.name : "?"}`);
      return { response: undefined, lost: request.lost, code: undefined };
    }
  }

  /** Whoever signs in anew in a browser leaves no open session behind in it. */
  async function endSession(headers: Headers): Promise<void> {
    if (!headers.has("cookie")) return;
    await library.api.signOut({ headers }).catch(() => {
      onWarning("the session before this sign-in could not be ended");
    });
  }
}

/** A known address costs two inserts more than an unknown one. The library levels the other endpoints by itself. */
const RESET_ANSWER_MS = 200;

/** Of the caller's headers the library gets these: where a request comes from, and the session where it ends that. */
const PASSED_ON = ["origin", "user-agent", "x-forwarded-for", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];
const CREDENTIALS = ["cookie", "authorization"];

function passedOn(given: Headers, more: readonly string[] = []): Headers {
  const headers = new Headers({ "content-type": "application/json" });
  for (const name of [...PASSED_ON, ...more]) {
    const value = given.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

function toLibrary({ endpoint, form }: AuthCall, given: Headers, origin: string): Request {
  const url = new URL(`/api/auth/${endpoint === "sign-in/token" ? "sign-in/email" : endpoint}`, origin);
  const headers = passedOn(given, endpoint === "sign-out" ? CREDENTIALS : []);
  if (endpoint !== "verify-email") return new Request(url, { method: "POST", headers, body: JSON.stringify(form) });
  // Nobody's but this process's: the library never sees the URL that the person asked.
  url.searchParams.set("token", form.token);
  return new Request(url, { headers });
}

async function codeOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
}
