import { z } from "zod";
import { text } from "./validation.ts";

/** What goes over the wire about a person's own account: sessions, password, address. */

const Instant = z.iso.datetime();

const SessionShape = z
  .object({
    id: z.uuid(),
    current: z.boolean().meta({ description: "The one that asks." }),
    signedInAt: Instant,
    lastSeenAt: Instant.meta({ description: "Give or take five minutes." }),
    expiresAt: Instant.meta({ description: "At the latest; unused for three days, it ends before." }),
    device: z.object({
      client: z.string().nullable().meta({ description: "Browser or program, by what it says of itself." }),
      system: z.string().nullable(),
      type: z.enum(["desktop", "phone", "tablet", "other"]),
    }),
    place: z.object({
      kind: z.enum(["local", "private", "public", "unknown"]),
      network: z.string().nullable().meta({ description: "The network that it was opened from, shortened." }),
    }),
  })
  .meta({ id: "Session", description: "Somewhere that the caller is signed in." });

export const SessionList = z
  .object({ sessions: z.array(SessionShape) })
  .meta({ id: "SessionList", description: "The one that asks first, then those that were seen last." });

export const Ended = z
  .object({ ended: z.int().min(0) })
  .meta({ id: "EndedSessions", description: "How many sessions were ended." });

/** From whoever has a second factor; one of the two. */
const typedProof = {
  code: z.string().max(100).optional().meta({ description: "Six digits that the authenticator app shows." }),
  recoveryCode: z.string().max(100).optional(),
};

export const PasswordConfirmation = z
  .strictObject({ password: z.string().min(1).max(128), ...typedProof })
  .meta({ id: "PasswordConfirmation", description: "The caller's own password, as proof of who they are." });

export const CodeConfirmation = z
  .strictObject({ mailedCode: z.string().regex(/^[0-9]{6}$/), ...typedProof })
  .meta({ id: "CodeConfirmation", description: "The six digits of the mail that `requestConfirmationCode` sent." });

export const SignInMethods = z
  .object({
    password: z.boolean(),
    mail: z.boolean().meta({ description: "By a link or a code that is mailed." }),
  })
  .meta({ id: "SignInMethods", description: "What the caller can sign in with." });

export const PasswordChange = z
  .strictObject({
    currentPassword: z.string().min(1).max(128),
    newPassword: z.string().min(12).max(128),
    ...typedProof,
  })
  .meta({ id: "PasswordChange", description: "Any 12 to 128 characters that are not known from leaks." });

export const AddressWish = z
  .strictObject({ email: z.string().max(1_000) })
  .meta({ id: "AddressWish", description: "The address that the caller wants to have." });

export const AddressChange = z
  .object({
    change: z
      .object({
        email: z.string(),
        agreed: z.array(z.enum(["old", "new"])).meta({ description: "Which of the two addresses have agreed." }),
        expiresAt: Instant,
      })
      .nullable(),
  })
  .meta({
    id: "AddressChange",
    description: "The change that the caller asked for, until both addresses have agreed.",
  });

export const AddressAnswer = z.strictObject({ token: text(2_000).min(1), agrees: z.boolean() }).meta({
  id: "AddressAnswer",
  description: "The token of the link in one of the two mails, and what its reader decides.",
});

export const AddressOutcome = z
  .object({ status: z.enum(["waiting", "changed", "stopped"]) })
  .meta({ id: "AddressOutcome", description: "`waiting`: for the other address." });
