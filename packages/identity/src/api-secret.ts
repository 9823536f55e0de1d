import { hash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^43 is more than 2^256. */
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const SHOWN_LENGTH = 12;
const PATTERN = /^nf_[0-9A-Za-z]{49}$/;

/**
 * `nf_`, 43 letters and digits, and six that are a checksum of them: what looks like a key and has another checksum is
 * none, which tells a typing mistake from an attack and saves a secret scanner its false alarms. No mark that would end a
 * word, so that a double click takes all of it.
 */
export function mintSecret(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return withChecksum(`nf_${random}`);
}

export const isSecret = (value: string): boolean =>
  PATTERN.test(value) && withChecksum(value.slice(0, -CHECKSUM_LENGTH)) === value;

/**
 * What is kept. A fast hash is right here, other than for a password: nobody can try 2^256 secrets, however fast, and every
 * request pays for it.
 */
export const hashOf = (secret: string): string => hash("sha256", secret, "base64url");
export const prefixOf = (secret: string): string => secret.slice(0, SHOWN_LENGTH);

function withChecksum(body: string): string {
  let rest = crc32(body);
  let checksum = "";
  for (let index = 0; index < CHECKSUM_LENGTH; index += 1) {
    checksum = `${ALPHABET[rest % ALPHABET.length]}${checksum}`;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return body + checksum;
}
