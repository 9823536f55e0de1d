import { fill } from "../../languages.ts";
import type { FormFailure } from "../../ui/form.tsx";
import type { CredentialsCopy } from "./copy.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface NewAccount extends Credentials {
  readonly name: string;
}

/** Why somebody was not let in, in our words, whichever library keeps the accounts. */
export type Refusal =
  | "name_missing"
  | "name_too_long"
  | "email_missing"
  | "email_unlikely"
  | "email_taken"
  | "password_missing"
  | "password_too_short"
  | "password_too_long"
  | "wrong_credentials"
  | "limited"
  | "unavailable"
  | "refused";

/** `undefined`: they are in. */
export type EntryOutcome = Refusal | undefined;

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
const NAME_LENGTH_MAX = 100;

/** What can be said of a new account before asking anybody. In the order of the form. */
export function checkNewAccount({ name, email, password }: NewAccount): readonly Refusal[] {
  return [
    ...(name.trim() === "" ? (["name_missing"] as const) : []),
    ...(name.trim().length > NAME_LENGTH_MAX ? (["name_too_long"] as const) : []),
    ...checkEmail(email),
    ...(password === "" ? (["password_missing"] as const) : []),
    ...(password !== "" && password.length < PASSWORD_LENGTH.min ? (["password_too_short"] as const) : []),
    ...(password.length > PASSWORD_LENGTH.max ? (["password_too_long"] as const) : []),
  ];
}

/** Only what is missing: an old password may be shorter than today's rule, and saying more would help a guesser. */
export function checkCredentials({ email, password }: Credentials): readonly Refusal[] {
  return [...checkEmail(email), ...(password === "" ? (["password_missing"] as const) : [])];
}

/** Something, an @ and a domain with a dot. Whether mail arrives is for a mail to show. */
function checkEmail(email: string): readonly Refusal[] {
  if (email.trim() === "") return ["email_missing"];
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? [] : ["email_unlikely"];
}

/** The refusals in a person's words, each at the field it is about; those about none become the summary. */
export function toFailure(refusals: readonly Refusal[], copy: CredentialsCopy, password: string): FormFailure {
  const fields: Record<string, string> = {};
  let summary: string | undefined;
  for (const refusal of refusals) {
    const { field, text } = SAID[refusal];
    const sentence = fill(copy[text], { count: String(password.length) });
    if (field === undefined) summary ??= sentence;
    else fields[field] ??= sentence;
  }
  return { fields, ...(summary !== undefined && { summary }) };
}

const SAID: Readonly<
  Record<Refusal, { readonly field?: "name" | "email" | "password"; readonly text: keyof CredentialsCopy }>
> = {
  name_missing: { field: "name", text: "nameMissing" },
  name_too_long: { field: "name", text: "nameTooLong" },
  email_missing: { field: "email", text: "emailMissing" },
  email_unlikely: { field: "email", text: "emailUnlikely" },
  email_taken: { field: "email", text: "emailTaken" },
  password_missing: { field: "password", text: "passwordMissing" },
  password_too_short: { field: "password", text: "passwordTooShort" },
  password_too_long: { field: "password", text: "passwordTooLong" },
  wrong_credentials: { text: "wrongCredentials" },
  limited: { text: "limited" },
  unavailable: { text: "unavailable" },
  refused: { text: "refused" },
};
