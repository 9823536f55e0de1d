import type { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { AuthCall } from "../../auth-forms.ts";
import {
  alreadyVerifiedResponse,
  type AuthProblem,
  type Brought,
  problemResponse,
  readCall,
  successResponse,
} from "../../auth-http.ts";
import { createMailEntry, isMailCall, type SignInMails } from "../../mail-entry.ts";
import { IdentityError } from "../../errors.ts";
import type { PasswordFault, PasswordRules } from "../../passwords.ts";
import type { IdentityProvider, Person } from "../../port.ts";
import { type SignInGate, unavailableOr } from "../../sign-in-gate.ts";
import type { Passkeys } from "../../passkeys.ts";
import type { SignUpGuard } from "../../sign-up-guard.ts";
import { isSocialCall, type SocialCall } from "../../social/flow.ts";
import type { Throttle } from "../../throttle.ts";
import type { Library } from "./library.ts";
import { ALREADY_VERIFIED, SECOND_FACTOR_NEEDED, toAuthProblem } from "./translate.ts";

type PasskeyCall = Extract<AuthCall, { endpoint: "passkey/options" | "sign-in/passkey" }>;

/** The endpoint call under way, whether a fact that it should have told was lost, and whose second factor it waits for. */
export interface Underway {
  readonly call: AuthCall;
  lost: boolean;
  heldUserId?: string;
}

interface EntryParts {
  readonly library: Library;
  readonly underway: AsyncLocalStorage<Underway>;
  /** Runs with the id of whoever has given every factor. */
  readonly proven: AsyncLocalStorage<string>;
  readonly throttle: Throttle;
  readonly gate: SignInGate;
  readonly passkeys: Pick<Passkeys, "begin" | "judge">;
  readonly passwords: PasswordRules;
  readonly mails: SignInMails;
  /** Of the cookie that a browser keeps while it waits for a mail. */
  readonly mailCookie: { readonly name: string; readonly isSecure: boolean };
  readonly signUps: SignUpGuard;
  readonly social: { readonly answer: (call: SocialCall, headers: Headers) => Promise<Response | AuthProblem> };
  readonly findPerson: (userId: string) => Promise<Person | undefined>;
  /** To whom an open invitation is; `undefined` for what is none. */
  readonly invitedAddress: (invitationId: string) => Promise<string | undefined>;
  /** Public origin of the web app. */
  readonly origin: string;
  readonly onWarning: (message: string) => void;
}

interface Admission {
  readonly factors?: 1 | 2;
  /** Of a workspace, where it was the first factor. */
  readonly connectionId?: string | undefined;
}

interface Entry extends Pick<IdentityProvider, "handle"> {
  /**
   * Where ways in end that we judge ourselves: this person has proved who they are, to a confirmed address. Opens a session
   * and answers what brings it; the one that the browser had ends, and the browser is known from then on. For somebody with a
   * second factor it opens none: the sign-in waits, and `isWaiting` says so. `factors: 2` is for what was both at once.
   */
  admit(userId: string, headers: Headers, options?: Admission): Promise<Brought>;
}

/** What `/api/auth` does with the library behind it. */
export function createEntry(parts: EntryParts): Entry {
  const {
    library,
    underway,
    proven,
    throttle,
    gate,
    passkeys,
    passwords,
    signUps,
    social,
    findPerson,
    invitedAddress,
    origin,
    onWarning,
  } = parts;
  const mailEntry = createMailEntry({
    mails: parts.mails,
    throttle,
    cookie: parts.mailCookie,
    admit,
    answerMs: ANSWER_MS,
    onWarning,
  });

  return {
    async handle(request, { requestId } = {}) {
      const { headers } = request;
      const call = await readCall(request, origin);
      const outcome =
        "code" in call ? call : ((await faultIn(call, headers)) ?? (await slowly(call, headers).catch(unavailableOr)));
      return outcome instanceof Response ? outcome : problemResponse(outcome, requestId);
    },

    admit,
  };

  async function admit(
    userId: string,
    headers: Headers,
    { factors = 1, connectionId }: Admission = {},
  ): Promise<Brought> {
    const opened = await open(userId, headers, factors, connectionId);
    if (opened === undefined) return { cookies: [await gate.wait(userId, connectionId)], isWaiting: true };
    await endSession(headers);
    const person = await findPerson(userId);
    const marks = person === undefined ? [] : [throttle.markFor(person.email)];
    return { cookies: [...opened.getSetCookie(), ...marks] };
  }

  /** The headers that bring a new session; `undefined` where it has to wait for the second factor. */
  async function open(
    userId: string,
    headers: Headers,
    factors: 1 | 2,
    connectionId?: string,
  ): Promise<Headers | undefined> {
    const body = { userId, ...(connectionId !== undefined && { connectionId }) };
    const call = { body, headers: passedOn(headers), asResponse: true } as const;
    const work = () => library.api.openSession(call);
    const response = await (factors === 2 ? proven.run(userId, work) : work());
    if (response.ok) return response.headers;
    if ((await codeOf(response)) === SECOND_FACTOR_NEEDED) return undefined;
    throw new IdentityError("identity.unavailable", "the auth library opened no session");
  }

  async function finish({ proof }: Extract<AuthCall, { endpoint: "sign-in/second-factor" }>["form"], headers: Headers) {
    const finished = await gate.finish(headers, proof);
    if ("code" in finished) return finished;
    const { cookies = [] } = await admit(finished.userId, headers, { factors: 2, connectionId: finished.connectionId });
    return successResponse("sign-in/second-factor", { cookies: [...cookies, finished.cookie] });
  }

  /** The first factor was right. A page is told to ask for the second one, a program has brought it along. */
  async function hold(call: AuthCall, userId: string, headers: Headers): Promise<Response | AuthProblem> {
    const { endpoint, form } = call;
    if (endpoint !== "sign-in/token") {
      return successResponse(endpoint, { cookies: [await gate.wait(userId)], isWaiting: true });
    }
    if (form.proof === undefined) return { code: "identity.second_factor_required" };
    const problem = await gate.prove(userId, headers, form.proof);
    if (problem !== undefined) return problem;
    return withToken(await open(userId, headers, 2));
  }

  /** Asked before the library, whose transaction must not wait for a service. */
  async function faultIn(call: AuthCall, headers: Headers): Promise<AuthProblem | undefined> {
    const code = await passwordFaultIn(call);
    if (code !== undefined) return { code };
    if (call.endpoint !== "sign-up/email") return undefined;
    const { email, humanToken, invitationId } = call.form;
    const isInvited = async () => invitationId !== undefined && (await invitedAddress(invitationId)) === email;
    return signUps.findFault({ email, headers, humanToken, isInvited }).catch((error: unknown) => {
      onWarning(`a sign-up could not be judged: ${error instanceof Error ? error.name : "?"}`);
      return { code: "identity.unavailable" } as const;
    });
  }

  async function passwordFaultIn({ endpoint, form }: AuthCall): Promise<PasswordFault | undefined> {
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

  /** The library has no part in it until somebody is let in. */
  async function withPasskey({ endpoint, form }: PasskeyCall, headers: Headers): Promise<Response | AuthProblem> {
    if (endpoint === "passkey/options") {
      const { options, cookie } = passkeys.begin(headers);
      return successResponse(endpoint, { options, cookies: [cookie] });
    }
    try {
      const person = await passkeys.judge(form.credential, headers);
      if (person === undefined) return { code: "identity.passkey_refused" };
      // Something they have, which has checked that it was they: both factors at once.
      return successResponse(endpoint, await admit(person.id, headers, { factors: 2 }));
    } catch (error) {
      onWarning(`a sign-in by passkey failed: ${error instanceof Error ? error.name : "?"}`);
      return { code: "identity.unavailable" };
    }
  }

  /** Guesses wait. A browser in which somebody shows that an address is theirs is known from then on. */
  async function slowly(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    if (call.endpoint === "passkey/options" || call.endpoint === "sign-in/passkey") return withPasskey(call, headers);
    if (isMailCall(call)) return mailEntry.answer(call, headers);
    if (isSocialCall(call)) return social.answer(call, headers);
    const { endpoint, form } = call;
    if (endpoint === "sign-in/second-factor") return finish(form, headers);
    if (endpoint === "sign-in/email" || endpoint === "sign-in/token") {
      const key = throttle.keyOf(headers, form.email);
      const retryAfterSeconds = await throttle.take(key);
      if (retryAfterSeconds !== undefined) return { code: "identity.too_many_attempts", retryAfterSeconds };
      const outcome = await answer(call, headers);
      // Whoever is asked for the second factor, or gave a wrong one, knew the password.
      if (outcome instanceof Response || SECOND_FACTOR_CODES.has(outcome.code)) await throttle.forget(key);
      return outcome;
    }
    if (endpoint !== "reset-password") return answer(call, headers);
    const person = await personBehind(form.token).catch(() => undefined);
    const isHeld = person !== undefined && (await gate.isHeld(person.id));
    const outcome = await answer(call, headers);
    return outcome instanceof Response && person && !isHeld ? marked(outcome, person.email) : outcome;
  }

  function marked(response: Response, email: string): Response {
    response.headers.append("set-cookie", throttle.markFor(email));
    return response;
  }

  async function answer(call: AuthCall, headers: Headers): Promise<Response | AuthProblem> {
    const outcome = await ask(call, headers);
    // Two people, or one with two tabs, sign up with one address at once. Asked again, the library finds the first.
    const again = call.endpoint === "sign-up/email" && "code" in outcome && outcome.code === "FAILED_TO_CREATE_USER";
    const { response, lost, code, heldUserId } = again ? await ask(call, headers) : outcome;
    if (lost || response === undefined || code === "FAILED_TO_CREATE_USER") return { code: "identity.unavailable" };
    if (code === ALREADY_VERIFIED) return alreadyVerifiedResponse();
    if (code === SECOND_FACTOR_NEEDED && heldUserId !== undefined) return hold(call, heldUserId, headers);
    if (!response.ok) {
      return toAuthProblem({ status: response.status, code, retryAfter: response.headers.get("x-retry-after") });
    }
    const cookies = response.headers.getSetCookie();
    if (call.endpoint === "verify-email" && cookies.length === 0) return alreadyVerifiedResponse();
    if (call.endpoint === "sign-in/token") return withToken(response.headers);
    if (call.endpoint === "sign-in/email" || call.endpoint === "verify-email") await endSession(headers);
    const answered = successResponse(call.endpoint, { cookies });
    return call.endpoint === "sign-in/email" ? marked(answered, call.form.email) : answered;
  }

  async function ask(call: AuthCall, headers: Headers) {
    const request: Underway = { call, lost: false };
    try {
      const [response] = await Promise.all([
        underway.run(request, () => library.handler(toLibrary(call, headers, origin))),
        call.endpoint === "request-password-reset" && delay(ANSWER_MS),
      ]);
      const { lost, heldUserId } = request;
      return { response, lost, heldUserId, code: response.ok ? undefined : await codeOf(response) };
    } catch (error) {
      onWarning(`the auth library failed: ${error instanceof Error ? error.name : "?"}`);
      return { response: undefined, lost: request.lost, heldUserId: undefined, code: undefined };
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

const SECOND_FACTOR_CODES: ReadonlySet<AuthProblem["code"]> = new Set([
  "identity.second_factor_required",
  "identity.wrong_second_factor",
]);

/** A known address costs two inserts more than an unknown one. The library levels its other endpoints by itself. */
const ANSWER_MS = 200;

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

const NOT_THE_LIBRARYS = { humanToken: "", invitationId: "", proof: undefined };

function toLibrary({ endpoint, form }: AuthCall, given: Headers, origin: string): Request {
  const url = new URL(`/api/auth/${endpoint === "sign-in/token" ? "sign-in/email" : endpoint}`, origin);
  const headers = passedOn(given, endpoint === "sign-out" ? CREDENTIALS : []);
  if (endpoint !== "verify-email") {
    // What was for the guard or the second factor is nothing of an account's.
    const { humanToken: _token, invitationId: _id, proof: _proof, ...fields } = { ...NOT_THE_LIBRARYS, ...form };
    return new Request(url, { method: "POST", headers, body: JSON.stringify(fields) });
  }
  // Nobody's but this process's: the library never sees the URL that the person asked.
  url.searchParams.set("token", form.token);
  return new Request(url, { headers });
}

function withToken(opened: Headers | undefined): Response | AuthProblem {
  const token = opened?.get("set-auth-token") ?? null;
  return token === null ? { code: "identity.unavailable" } : successResponse("sign-in/token", { token });
}

async function codeOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
}
