import type { CallOptions } from "./port-options.ts";

/** Knows passwords that have leaked somewhere. Is never told whose a password is. */
export interface BreachedPasswords {
  /** @throws IdentityError `identity.unavailable` when it can't be asked. */
  isBreached(password: string, options?: CallOptions): Promise<boolean>;
}
