import { z } from "zod";

export const SecondFactor = z
  .object({
    secondFactor: z.object({ since: z.iso.datetime(), recoveryCodesLeft: z.int().min(0) }).nullable(),
  })
  .meta({ id: "SecondFactor", description: "Null while the caller has none." });

export const SecondFactorSecret = z.object({ secret: z.string(), uri: z.string() }).meta({
  id: "SecondFactorSecret",
  description: "For an authenticator app: the secret in base32, and the `otpauth:` address that a QR code holds.",
});

export const SecondFactorCode = z
  .strictObject({ code: z.string().max(100) })
  .meta({ id: "SecondFactorCode", description: "The six digits that the app shows." });

export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({
  id: "RecoveryCodes",
  description: "Each lets the caller in once in place of a code of the app. They are shown now and never again.",
});
