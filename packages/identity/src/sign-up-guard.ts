import { createHmac } from "node:crypto";
import type { AuthProblem } from "./auth-http.ts";
import { SIGN_UPS, UNCHECKED_SHARE } from "./domain/sign-ups.ts";
import { networksOf } from "./network.ts";
import type { DisposableAddresses, HumanCheck, SignUpCounts, SignUpWindow } from "./port-sign-ups.ts";

/** What stands between the world and a new account. Everything may be left out: then that question is not asked. */
export interface SignUpRules {
  /** Whether operators have closed sign-ups. Whoever is invited gets in all the same. Must not throw. */
  readonly isClosed?: () => Promise<boolean>;
  readonly disposable?: DisposableAddresses | undefined;
  readonly human?: HumanCheck | undefined;
  /** How many times the usual number a network may: 1 save in development and tests, which are one network. */
  readonly factor?: number;
  /** Told when nobody could be asked whether it is a person, and the sign-up counted for ten instead. Must not throw. */
  readonly onUnasked?: (error: unknown) => void;
}

/** Somebody who wants an account, whichever way they came. */
export interface SignUpAttempt {
  /** Lower case. */
  readonly email: string;
  /** Of the request. The client's address is what the caller left in `X-Forwarded-For`: the one that it found itself. */
  readonly headers: Headers;
  /** What the widget gave, where there is one. */
  readonly humanToken?: string | undefined;
  /** True for whom a vendor vouches: it has asked whether they are a person. */
  readonly isVouchedFor?: boolean;
  /** Whether there is an open invitation of exactly this address, and they have its link. */
  readonly isInvited: () => Promise<boolean>;
}

interface Parts {
  readonly rules: SignUpRules;
  readonly counts: SignUpCounts;
  /** Keeps networks out of the counts. */
  readonly secret: string;
}

export type SignUpGuard = ReturnType<typeof createSignUpGuard>;

/**
 * Asked before anybody looks whether the address has an account, so what it answers says nothing about that. Only who got
 * through everything else is counted: a crowd of programs must not use up what the people beside it may.
 */
export function createSignUpGuard({ rules, counts, secret }: Parts) {
  const { isClosed, disposable, human, factor = 1, onUnasked } = rules;

  return {
    /** Why not; `undefined`: it may be, and is counted. @throws IdentityError `identity.unavailable`. */
    async findFault(attempt: SignUpAttempt): Promise<AuthProblem | undefined> {
      if ((await isClosed?.()) && !(await attempt.isInvited())) return { code: "identity.sign_ups_closed" };
      if (await disposable?.isDisposable(attempt.email)) return { code: "identity.disposable_address" };
      const checked = attempt.isVouchedFor ? "person" : await check(attempt.humanToken ?? "");
      if (checked === "program") return { code: "identity.human_check_failed" };
      const share = factor * (checked === "unasked" ? UNCHECKED_SHARE : 1);
      const retryAfterSeconds = await counts.take(windowsOf(attempt.headers, share));
      return retryAfterSeconds === undefined ? undefined : { code: "identity.too_many_sign_ups", retryAfterSeconds };
    },
  };

  /** A vendor that is away keeps nobody out: the counts, a tenth as wide, and the mail to the address still do. */
  async function check(token: string): Promise<"person" | "program" | "unasked"> {
    if (human === undefined) return "person";
    try {
      return (await human.isHuman(token, "sign_up")) ? "person" : "program";
    } catch (error) {
      onUnasked?.(error);
      return "unasked";
    }
  }

  function windowsOf(headers: Headers, share: number): readonly SignUpWindow[] {
    return networksOf(headers.get("x-forwarded-for") ?? "").flatMap(({ name, size }) =>
      SIGN_UPS[size].map(({ limit, windowMs }) => ({
        key: createHmac("sha256", secret).update(`sign-up ${name} ${windowMs}`).digest("base64url"),
        limit: Math.max(1, Math.floor(limit * share)),
        windowMs,
      })),
    );
  }
}
