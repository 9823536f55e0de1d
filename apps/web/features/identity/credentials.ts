import { fill } from "../../languages.ts";
import type { FormFailure } from "../../ui/form.tsx";
import type { CredentialsCopy, SignInCopy, SignUpCopy } from "./copy/entry.ts";
import type { SignUpGuardCopy } from "./copy/sign-up-guard.ts";
import type { VerifyCopy } from "./copy/mail.ts";
import type { FailureTable } from "./failure.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface NewAccount extends Credentials {
  readonly name: string;
  readonly hasAccepted: boolean;
}

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
const NAME_LENGTH_MAX = 80;

/** What can be said of a new account before asking anybody; `undefined` when there is nothing to say. */
export function checkNewAccount(typed: NewAccount, copy: CredentialsCopy & Pick<SignUpCopy, "termsMissing">) {
  return toFailure({
    name: nameFault(typed.name, copy),
    email: emailFault(typed.email, copy),
    password: newPasswordFault(typed.password, copy),
    terms: typed.hasAccepted ? undefined : copy.termsMissing,
  });
}

/** Only what is missing: an old password may be shorter than today's rule, and saying more would help a guesser. */
export function checkCredentials({ email, password }: Credentials, copy: CredentialsCopy) {
  return toFailure({
    email: emailFault(email, copy),
    password: password === "" ? copy.passwordMissing : undefined,
  });
}

export function checkAddress(email: string, copy: Pick<CredentialsCopy, "emailMissing" | "emailUnlikely">) {
  return toFailure({ email: emailFault(email, copy) });
}

export function checkNewPassword(password: string, copy: CredentialsCopy) {
  return toFailure({ password: newPasswordFault(password, copy) });
}

/** Of an old one: as at sign-in, only that it is missing. */
export function checkPassword(password: string, copy: Pick<CredentialsCopy, "passwordMissing">) {
  return toFailure({ password: password === "" ? copy.passwordMissing : undefined });
}

export function checkName(name: string, copy: Pick<CredentialsCopy, "nameMissing" | "nameRefused">) {
  return toFailure({ name: nameFault(name, copy) });
}

export function signUpFailures(
  copy: CredentialsCopy & Pick<SignUpCopy, "termsChanged">,
  guard: SignUpGuardCopy,
): FailureTable {
  return {
    codes: {
      "identity.terms_not_accepted": { text: copy.termsChanged },
      "identity.disposable_address": { field: "email", text: guard.disposable },
      "identity.human_check_failed": { text: guard.human },
      "identity.sign_ups_closed": { text: guard.closedText },
      "identity.too_many_sign_ups": { text: guard.crowded },
      ...weakPasswords(copy),
    },
    paths: {
      name: { field: "name", text: copy.nameRefused },
      email: { field: "email", text: copy.emailUnlikely },
      password: { field: "password", text: copy.passwordHelp },
    },
  };
}

export function signInFailures(copy: CredentialsCopy & Pick<SignInCopy, "wrong">): FailureTable {
  return {
    codes: { "identity.wrong_credentials": { text: copy.wrong } },
    // A password that can be nobody's is a wrong one: its rules are for those who choose one.
    paths: { email: { field: "email", text: copy.emailUnlikely }, password: { text: copy.wrong } },
  };
}

/** Of confirming an address with the password of the sign-up. */
export function confirmationFailures(copy: Pick<VerifyCopy, "wrong">): FailureTable {
  const wrong = { field: "password", text: copy.wrong };
  return { codes: { "identity.wrong_password": wrong }, paths: { password: wrong } };
}

export function addressFailures(copy: Pick<CredentialsCopy, "emailUnlikely">): FailureTable {
  return { codes: {}, paths: { email: { field: "email", text: copy.emailUnlikely } } };
}

export function newPasswordFailures(copy: CredentialsCopy): FailureTable {
  return { codes: weakPasswords(copy), paths: { newPassword: { field: "password", text: copy.passwordHelp } } };
}

/** Of one that nobody should have, wherever it is chosen. */
const weakPasswords = (copy: CredentialsCopy): FailureTable["codes"] => ({
  "identity.password_breached": { field: "password", text: copy.passwordBreached },
  "identity.password_guessable": { field: "password", text: copy.passwordGuessable },
});

type Fault = string | undefined;

function nameFault(name: string, copy: Pick<CredentialsCopy, "nameMissing" | "nameRefused">): Fault {
  if (name.trim() === "") return copy.nameMissing;
  return name.trim().length > NAME_LENGTH_MAX ? copy.nameRefused : undefined;
}

/** Something, an @ and a domain with a dot. Whether mail arrives is for a mail to show. */
function emailFault(email: string, copy: Pick<CredentialsCopy, "emailMissing" | "emailUnlikely">): Fault {
  if (email.trim() === "") return copy.emailMissing;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : copy.emailUnlikely;
}

function newPasswordFault(password: string, copy: CredentialsCopy): Fault {
  const count = String(password.length);
  if (password === "") return copy.passwordMissing;
  if (password.length < PASSWORD_LENGTH.min) return fill(copy.passwordTooShort, { count });
  return password.length > PASSWORD_LENGTH.max ? fill(copy.passwordTooLong, { count }) : undefined;
}

function toFailure(faults: Readonly<Record<string, Fault>>): FormFailure | undefined {
  const found = Object.entries(faults).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return found.length === 0 ? undefined : { fields: Object.fromEntries(found) };
}
