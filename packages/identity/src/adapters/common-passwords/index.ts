import { dictionary } from "@zxcvbn-ts/language-common";
import type { BreachedPasswords } from "../../port-passwords.ts";

/**
 * The 49,000 most common passwords, in this process (@zxcvbn-ts/language-common, MIT): themselves, with digits and signs
 * around them, and one of them or any short text over and over. Never fails.
 */
export function commonPasswords(): BreachedPasswords {
  return {
    isBreached: async (password) => {
      const plain = password.toLowerCase();
      const [, once = plain] = REPEATED.exec(plain) ?? [];
      const stem = once.replaceAll(AROUND, "");
      return common.has(plain) || common.has(stem) || (once !== plain && once.length <= MAX_REPEATED);
    },
  };
}

/** Made once: it is large, and the same for everybody. */
const common = new Set<string>(dictionary["passwords-common"]);
const REPEATED = /^(.+?)\1+$/su;
const AROUND = /^[^\p{L}]+|[^\p{L}]+$/gu;
const MAX_REPEATED = 8;
