import { AssertionForm, AttestationForm } from "@ninefold/identity";
import { z } from "zod";
import { Id, Instant } from "./shapes.ts";
import { text } from "./validation.ts";

/** Passkeys over the wire. What browsers are asked and what they answer are dictionaries of WebAuthn 3, as JSON. */

export const PasskeyShape = z
  .object({
    id: Id,
    name: z.string(),
    isSynced: z.boolean().meta({ description: "Kept in several places; else it is lost with its device." }),
    createdAt: Instant,
    lastUsedAt: Instant.nullable().meta({ description: "null before it was used for the first time." }),
  })
  .meta({ id: "Passkey", description: "Something of the caller's that signs them in without a password." });

export const PasskeyList = z
  .object({ passkeys: z.array(PasskeyShape) })
  .meta({ id: "PasskeyList", description: "The caller's, oldest first; 20 at most." });

const Descriptors = z.array(
  z.object({
    id: z.string(),
    type: z.literal("public-key"),
    transports: z.array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"])),
  }),
);

export const PasskeyCreationShape = z
  .object({
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.int() })),
    timeout: z.int(),
    excludeCredentials: Descriptors,
    authenticatorSelection: z.object({
      residentKey: z.literal("required"),
      requireResidentKey: z.literal(true),
      userVerification: z.literal("required"),
    }),
    attestation: z.literal("none"),
  })
  .meta({
    id: "PasskeyCreation",
    description: "What a browser is asked to make (PublicKeyCredentialCreationOptionsJSON), within five minutes.",
  });

export const PasskeyRequestShape = z
  .object({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.int(),
    userVerification: z.literal("required"),
    allowCredentials: Descriptors,
  })
  .meta({
    id: "PasskeyRequest",
    description: "What a browser is asked to sign (PublicKeyCredentialRequestOptionsJSON), within five minutes.",
  });

/** What the browser answered: more than a name of 80 characters is not read. */
export const NewPasskey = z
  .strictObject({ name: text(1_000), credential: AttestationForm })
  .meta({ id: "NewPasskey", description: "What the browser made (RegistrationResponseJSON), and what to call it." });

export const PasskeyRename = z
  .strictObject({ name: text(1_000) })
  .meta({ id: "PasskeyRename", description: "1 to 80 characters." });

export const PasskeyProof = z
  .strictObject({ credential: AssertionForm })
  .meta({ id: "PasskeyProof", description: "What the browser signed (AuthenticationResponseJSON)." });
