import { IdentityError } from "../errors.ts";

/**
 * ASCII, since Postgres and JavaScript differ on the lower case of some other letters, and addresses are compared. Every
 * one of these can be written to: what mail takes is wider (`notifications`), and so is what the auth library takes.
 * 64 for what is before the @, and 63 a label: RFC 5321, 4.5.3.1.1 and RFC 1035, 2.3.4.
 */
const ADDRESS =
  /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]{0,63}[a-z0-9_+-]@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
/** RFC 5321, 4.5.3.1.3, less the brackets. */
const MAX_LENGTH = 254;

/** As addresses are kept and compared. */
export const plainAddress = (value: string): string => value.trim().toLowerCase();

export const isAddress = (plain: string): boolean => plain.length <= MAX_LENGTH && ADDRESS.test(plain);

/** @throws IdentityError `identity.invalid_email`. The message does not repeat the address. */
export function parseAddress(value: string): string {
  const plain = plainAddress(value);
  if (!isAddress(plain)) throw new IdentityError("identity.invalid_email", "Give an e-mail address.");
  return plain;
}
