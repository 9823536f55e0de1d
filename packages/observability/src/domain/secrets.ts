export const redacted = "[redacted]";

/** Compared with a name from which case and punctuation are gone, and found anywhere in it: `X-Api-Key`, `resetToken`. */
const secretNames =
  /passw(?:or)?d|passphrase|secret|token|authorization|cookie|apikey|privatekey|signingkey|encryptionkey|credential|connectionstring|databaseurl/;

/** Whether what stands under this name is never to be shown. */
export function isSecretName(name: string): boolean {
  return secretNames.test(
    name
      .slice(0, 256)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ""),
  );
}

const secretWord = "(?:passw(?:or)?d|passphrase|secret|token|authorization|cookie|api[_-]?key)[\\w-]{0,64}";

const bare = "[^\\s&\"',;}\\]]";

/** Every repetition ends at a character that none of its neighbours takes, so the time grows with the text's length. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // drizzle-orm 0.45 puts every parameter of a failed query behind this line of its message.
  [/(Failed query:[^]*?\nparams:)[^]*/g, `$1 ${redacted}`],
  // Credentials of an HTTP header, wherever it was copied to.
  [/\b(Bearer) +[^\s"',;]+/gi, `$1 ${redacted}`],
  [/\b([Bb]asic) +(?=[a-z]*[A-Z\d+/=])[\w+/=]{6,}/g, `$1 ${redacted}`],
  // JSON Web Tokens, whole or cut.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g, redacted],
  // Keys that announce themselves: sk_live_…, whsec_…, our own nf_….
  [/\b(?:sk|rk|whsec|nf|ghp|xox[abp])[_-][\w-]{8,}/g, redacted],
  // Login and password in a URL.
  [/:\/\/[^\s/@:]*:[^\s/@]*@/g, `://${redacted}@`],
  // `password=…`, `token: …`, `"secret":"…"`, `&reset_token=…`, and what a line above has cut out of one.
  [
    new RegExp(`(${secretWord}["']?\\s?[=:]\\s?)(?:"[^"]*"?|'[^']*'?|\\[redacted\\]${bare}*|${bare}+)`, "gi"),
    `$1${redacted}`,
  ],
];

/** The text without the secrets that can be told from their shape. */
export function redactText(text: string): string {
  return patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}
