import type { AuthProblem } from "./auth-http.ts";
import { browserCookie } from "./browser-cookie.ts";
import { SECOND_FACTOR } from "./domain/second-factor.ts";
import { IdentityError } from "./errors.ts";
import type { Proof } from "./port-proof.ts";
import { needed, type SecondFactors, wrong } from "./second-factor.ts";
import { type Throttle, throttled } from "./throttle.ts";

interface Options {
  readonly factors: SecondFactors;
  readonly throttle: Throttle;
  readonly addressOf: (userId: string) => Promise<string | undefined>;
  /** Of the cookie under which a sign-in waits. */
  readonly cookieName: string;
  /** Whether it is for https alone. */
  readonly isSecure: boolean;
}

interface AskedAgain {
  readonly userId: string;
  readonly sessionId: string;
  readonly proof: Proof | undefined;
}

interface Finished {
  readonly userId: string;
  readonly cookie: string;
  /** Of a workspace, where it was the first factor. */
  readonly connectionId?: string;
}

export type SignInGate = ReturnType<typeof createSignInGate>;

/** Stands between the first factor and a session, whichever way the first one was given. */
export function createSignInGate({ factors, throttle, addressOf, cookieName, isSecure }: Options) {
  const cookie = browserCookie({ name: cookieName, isSecure });

  return {
    isHeld: factors.isOn,
    prove,

    /** The cookie of a sign-in that waits. It says nothing, and opens nothing without the second factor. */
    wait: async (userId: string, connectionId?: string): Promise<string> =>
      cookie.keep(await factors.wait(userId, connectionId), SECOND_FACTOR.challengeMs / 1_000),

    /** Whose sign-in this browser has begun, and is now finished. */
    async finish(headers: Headers, proof: Proof): Promise<Finished | AuthProblem> {
      const handle = handleIn(headers);
      const userId = handle === undefined ? undefined : await factors.countTry(handle);
      if (handle === undefined || userId === undefined) return { code: "identity.sign_in_expired" };
      const problem = await prove(userId, headers, proof);
      if (problem !== undefined) return problem;
      const connectionId = await factors.finish(handle);
      return { userId, cookie: cookie.drop(), ...(connectionId !== undefined && { connectionId }) };
    },

    /**
     * Inside a session, for a first factor that is used up by being looked at: the second one comes before it.
     * @throws IdentityError as `again` does.
     */
    async before({ userId, sessionId, proof }: AskedAgain): Promise<void> {
      if (!(await factors.isOn(userId))) return;
      if (proof === undefined) throw needed();
      await throttled(throttle, sessionId, async () => {
        if (!(await factors.isProof(userId, proof))) throw wrong();
      });
    },

    /**
     * Inside a session: what is proved by the first factor is proved by the second one as well, from whoever has one. Asked for
     * before the first one is looked at, so that a stolen session tells nobody whether a password is right.
     * @throws IdentityError `identity.second_factor_required`, `identity.wrong_second_factor`, `identity.too_many_attempts`.
     */
    async again({ userId, sessionId, proof }: AskedAgain, first: () => Promise<void>): Promise<void> {
      const isOn = await factors.isOn(userId);
      if (isOn && proof === undefined) throw needed();
      await throttled(throttle, sessionId, async () => {
        await first();
        if (isOn && proof !== undefined && !(await factors.isProof(userId, proof))) throw wrong();
      });
    },
  };

  /** Slowly, for whoever knows the first factor alone. `undefined`: it is right. */
  async function prove(userId: string, headers: Headers, proof: Proof): Promise<AuthProblem | undefined> {
    const key = throttle.keyOfFactor(headers, (await addressOf(userId)) ?? userId);
    const retryAfterSeconds = await throttle.take(key);
    if (retryAfterSeconds !== undefined) return { code: "identity.too_many_attempts", retryAfterSeconds };
    if (!(await factors.isProof(userId, proof))) return { code: "identity.wrong_second_factor" };
    await throttle.forget(key);
    return undefined;
  }

  function handleIn(headers: Headers): string | undefined {
    return cookie.read(headers).find((value) => value !== "");
  }
}

/** A failure of what keeps second factors is a failed sign-in, and no way in. */
export function unavailableOr(error: unknown): AuthProblem {
  if (error instanceof IdentityError) return { code: "identity.unavailable" };
  throw error;
}
