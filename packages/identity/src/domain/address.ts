import { IdentityError } from "../errors.ts";

/** ASCII, since Postgres and JavaScript differ on the lower case of some other letters, and addresses are compared. */
const ADDRESS = /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]*[a-z0-9_+-]@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/;
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
