/** What a leaked credential looks like. Each shape is the vendor's own, so that prose about keys doesn't match. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  "private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----/,
  "AWS access key": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  "Stripe key": /\b[rs]k_(?:live|test)_[0-9a-zA-Z]{16,}/,
  "webhook signing secret": /\bwhsec_[A-Za-z0-9+/=]{20,}/,
  "GitHub token": /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/,
  "Slack token": /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|hooks[.]slack[.]com\/services\/T[A-Z0-9]+\//,
  "Resend key": /\bre_[A-Za-z0-9]{6,}_[A-Za-z0-9]{16,}/,
  "Dodo Payments key": /\b(?:dodo|dp)_(?:live|test)_[A-Za-z0-9]{16,}/i,
  "Trigger.dev key": /\btr_(?:dev|stg|prod|preview)_[A-Za-z0-9]{16,}/,
  "PostHog personal key": /\bphx_[A-Za-z0-9]{30,}/,
  "Sentry token": /\bsntry[su]_[A-Za-z0-9+/=_-]{30,}/,
  "Google key": /\bAIza[0-9A-Za-z_-]{35}\b/,
  "npm token": /\bnpm_[A-Za-z0-9]{36}\b/,
  "JSON web token": /\beyJ[A-Za-z0-9_-]{8,}[.]eyJ[A-Za-z0-9_-]{8,}[.][A-Za-z0-9_-]{10,}/,
  "address with a password": /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"'`${}<>]+:(?<value>[^\s:/@"'`${}<>]{8,})@/,
};

/** `API_SECRET = "…"` of any vendor, where the value looks like chance and not like words. */
const ASSIGNMENT =
  /(?:secret|token|passw(?:or)?d|api_?key|private_?key|credential)[\w-]*["'`]?\s*(?:[:=]|=>)\s*["'`]?(?<value>[A-Za-z0-9+/=_-]{20,})/gi;
/** Bits per character. English words lie near 3, hex at 4 and random base64 above 4.5 at this length. */
const LEAST_ENTROPY = 3.6;
const PLACEHOLDER = /example|placeholder|change-?me|your[-_]|xxxx|0000|1234|local-only|not-a-secret|password/i;

export interface Finding {
  /** From 1. */
  readonly line: number;
  readonly kind: string;
}

/** Lines of a text that seem to hold a credential. The credential itself is not in the answer. */
export function findSecrets(text: string): readonly Finding[] {
  return text.split("\n").flatMap((line, index) => {
    const kind = kindOf(line);
    return kind === undefined ? [] : [{ line: index + 1, kind }];
  });
}

function kindOf(line: string): string | undefined {
  for (const [kind, shape] of Object.entries(SHAPES)) {
    const found = shape.exec(line);
    if (found !== null && !PLACEHOLDER.test(found.groups?.["value"] ?? "")) {
      return kind;
    }
  }
  for (const { groups } of line.matchAll(ASSIGNMENT)) {
    const value = groups?.["value"] ?? "";
    if (looksRandom(value) && !PLACEHOLDER.test(value)) {
      return "value that looks random";
    }
  }
  return undefined;
}

/** Letters and digits mixed beyond what names have, and too even a spread for words. */
function looksRandom(value: string): boolean {
  return /[0-9]/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= LEAST_ENTROPY;
}

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => {
    const share = count / value.length;
    return sum - share * Math.log2(share);
  }, 0);
}
