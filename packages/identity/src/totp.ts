import { Secret, TOTP } from "otpauth";

/** What every app does when the picture says nothing else (RFC 6238): SHA-1, six digits, half a minute. */
const KIND = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** 160 bits, as the RFC wants. In base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What the picture says. Apps list it under the product's name and the person's address. */
export const totpUri = (
  secret: string,
  { issuer, label }: { readonly issuer: string; readonly label: string },
): string => new TOTP({ ...KIND, secret, issuer, label }).toString();

/**
 * Which half minute since 1970 this code belongs to: the one of `now`, or one of its neighbours, since clocks differ.
 * `undefined` for any other code.
 */
export function stepOf(code: string, secret: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = new TOTP({ ...KIND, secret }).validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : TOTP.counter({ period: KIND.period, timestamp }) + delta;
}
