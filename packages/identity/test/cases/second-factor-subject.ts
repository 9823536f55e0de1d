import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import { type Attempt, type IdentitySubject, newcomer, signIn } from "./subject.ts";

export interface App {
  readonly secret: string;
}

/** What the app shows, so many half minutes from now, on a clock so many hours ahead. */
export const codeAt = ({ secret }: App, steps: number, hours = 0): string =>
  TOTP.generate({
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: 30,
    timestamp: Date.now() + steps * 30_000 + hours * 3_600_000,
  });

/** Somebody new with a second factor: the code that turned it on was of this half minute. */
export async function armed(subject: IdentitySubject) {
  const person = await newcomer(subject);
  const { provider } = subject;
  const sessionId = (await provider.findSession(person.headers))?.id ?? "";
  const { secret } = await provider.beginSecondFactor(person.id);
  const code = codeAt({ secret }, 0);
  const recoveryCodes = await provider.confirmSecondFactor({ userId: person.id, sessionId, code });
  return { ...person, sessionId, secret, code, recoveryCodes };
}

export const statusOf = ({ body }: Attempt) => (body as { readonly status?: unknown } | undefined)?.status;
export const codesOf = ({ body }: Attempt) => (body as { readonly token?: string } | undefined)?.token;

/** A sign-in whose first factor was right. */
export async function waiting(
  subject: IdentitySubject,
  person: { readonly email: string; readonly password: string },
): Promise<Attempt> {
  const attempt = await signIn(subject, person);
  assert.equal(statusOf(attempt), "second_factor_required");
  return attempt;
}

/** In the browser of that sign-in. */
export const finish = (subject: IdentitySubject, { headers }: Attempt, proof: object): Promise<Attempt> =>
  subject.call("sign-in/second-factor", proof, headers);
