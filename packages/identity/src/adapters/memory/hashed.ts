import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

export interface HashedPassword {
  salt: Buffer;
  hash: Buffer;
}

export function hashed(password: string): HashedPassword {
  const salt = randomBytes(16);
  return { salt, hash: hashOf(password, salt) };
}

export const isPassword = (password: string, { salt, hash }: HashedPassword): boolean =>
  timingSafeEqual(hashOf(password, salt), hash);

/** Cheap on purpose: it guards nothing, and unit tests call it by the hundred. */
const hashOf = (password: string, salt: Buffer) => scryptSync(password, salt, 32, { N: 2 });
