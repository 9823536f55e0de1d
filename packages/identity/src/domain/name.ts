import { IdentityError } from "../errors.ts";

const MAX_LENGTH = 80;
/** Something to see: neither ignored by whatever draws it, nor white, nor the blank of braille. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/u;
/** Controls, line breaks, halves of a pair, and formatting: it turns text around or hides in it, and looks like another. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What people, workspaces and what is in them may be called: 1 to 80 characters after trimming, one of them visible. */
export function isName(value: string): boolean {
  const name = value.trim();
  return name.length <= MAX_LENGTH && VISIBLE.test(name) && !UNSAFE.test(name);
}

/** @throws IdentityError `identity.invalid_name`. */
export function parseName(value: string): string {
  if (!isName(value)) throw new IdentityError("identity.invalid_name", "Give it a name of 1 to 80 characters.");
  return value.trim();
}
