import { contextWords, isGuessable } from "./domain/password.ts";
import { IdentityError } from "./errors.ts";
import type { BreachedPasswords } from "./port-passwords.ts";

export type PasswordFault = "identity.password_breached" | "identity.password_guessable";

/** What every new password is held to beside its length, wherever it is chosen. */
export interface PasswordRules {
  /** What is wrong with it for this person. Never throws: a service that is away keeps nobody from choosing one. */
  findFault(
    password: string,
    person: { readonly name?: string; readonly email?: string },
  ): Promise<PasswordFault | undefined>;
}

interface Options {
  /** Always asked, and enough by itself. */
  readonly offline: BreachedPasswords;
  /** Asked too where the deployment has one. */
  readonly online?: BreachedPasswords | undefined;
  /** The product's names, which people put into passwords. */
  readonly product: readonly string[];
  /** Told when the service could not be asked, and the password was taken without it. */
  readonly onUnasked?: (error: unknown) => void;
}

/** No rules of composition: length, and what is known of leaked and of guessed ones (ASVS 5.0, 6.2). */
export function createPasswordRules({ offline, online, product, onUnasked }: Options): PasswordRules {
  return {
    async findFault(password, person) {
      if (isGuessable(password, contextWords({ ...person, product }))) return "identity.password_guessable";
      if (await offline.isBreached(password)) return "identity.password_breached";
      return (await isKnownOnline(password)) ? "identity.password_breached" : undefined;
    },
  };

  async function isKnownOnline(password: string): Promise<boolean> {
    try {
      return (await online?.isBreached(password)) ?? false;
    } catch (error) {
      onUnasked?.(error);
      return false;
    }
  }
}

/** For what is no form: the same as an error. */
export function passwordError(fault: PasswordFault): IdentityError {
  const message =
    fault === "identity.password_breached"
      ? "This password is known from leaks elsewhere. Choose another."
      : "This password is little more than your name, your address or the product's. Choose another.";
  return new IdentityError(fault, message);
}

/** For whoever signs in without one. It says nothing that the person's own session may not know. */
export const noPassword = (): IdentityError =>
  new IdentityError(
    "identity.no_password",
    "This account has no password. Ask for a mail to choose one (POST /api/auth/request-password-reset).",
  );
