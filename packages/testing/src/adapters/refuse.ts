import { TestingError } from "../errors.ts";

export function refuse(said: string): never {
  throw new TestingError("testing.refused", said);
}

/** One account, however its address is written. */
export const keyOf = (email: string) => email.toLowerCase();
