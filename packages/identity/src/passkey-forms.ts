import { z } from "zod";

/**
 * What a browser answers to a challenge, as JSON (WebAuthn 3, 5.1). Browsers add members that we don't read; they are
 * dropped. The lengths are far beyond what any authenticator makes.
 */
const base64url = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[\w-]+$/);

/** An id of a credential has 1,023 bytes at most. */
const credential = { id: base64url(1_364), rawId: base64url(1_364), type: z.literal("public-key") };
const clientDataJSON = base64url(8_000);

export const AttestationForm = z.object({
  ...credential,
  response: z.object({
    clientDataJSON,
    attestationObject: base64url(30_000),
    transports: z.array(z.string().max(32)).max(16).optional(),
  }),
});

export const AssertionForm = z.object({
  ...credential,
  response: z.object({
    clientDataJSON,
    authenticatorData: base64url(8_000),
    signature: base64url(4_000),
    userHandle: base64url(128).optional(),
  }),
});
