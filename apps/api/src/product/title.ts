const MAX_LENGTH = 200;
/** Something to see: neither ignored by whatever draws it, nor white, nor the blank of braille. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/u;
/** Controls, line breaks, halves of a pair, and what turns text around. Joiners stay: many scripts and emoji need them. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** What a task may say: one line of 1 to 200 characters after trimming, one of them visible. */
export function isTitle(value: string): boolean {
  const title = value.trim();
  return title.length <= MAX_LENGTH && VISIBLE.test(title) && !UNSAFE.test(title);
}
