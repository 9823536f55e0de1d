import { z } from "zod";
import { isAddress, plainAddress } from "./domain/address.ts";
import { isName } from "./domain/name.ts";
import { proofIn } from "./domain/second-factor.ts";
import { AssertionForm } from "./passkey-forms.ts";
import { SOCIAL_PROVIDERS } from "./port-social.ts";

/**
 * The endpoints under `/api/auth` and what each takes: all of it, and nothing else. A provider sees a body only after it
 * went through here, so that neither a role nor a link of somebody's choice can be slipped in.
 */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

const name = z
  .string()
  .refine(isName)
  .transform((value) => value.trim());
const email = z.string().max(1_000).transform(plainAddress).refine(isAddress);
const newPassword = z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max);
/** Longer ones exist nowhere, and hashing one costs. How short an old one may be is not for a form to say. */
const anyPassword = z.string().min(1).max(PASSWORD_LENGTH.max);
const token = z.string().min(1).max(2_000);
const locale = z.enum(["en", "id"]);
/** As people copy it, with the gap that the mail shows. */
const sixDigits = z
  .string()
  .max(20)
  .transform((typed) => typed.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^[0-9]{6}$/));

const typedProof = { code: z.string().max(100).optional(), recoveryCode: z.string().max(100).optional() };

const FORMS = {
  "sign-up/email": z.strictObject({
    name,
    email,
    password: newPassword,
    locale: locale.default("en"),
    // Compared by the reader, which has an answer of its own for another one.
    termsVersion: z.unknown().optional(),
    // What the page's widget gave, and the invitation that brought the person here: for the guard, not for a provider.
    humanToken: z.string().max(2_048).optional(),
    invitationId: z.uuid().optional(),
  }),
  "sign-in/email": z.strictObject({ email, password: anyPassword }),
  // For programs: what lets them in is in the answer, and no cookie is set.
  // Whoever has a second factor gives it at once.
  "sign-in/token": z
    .strictObject({ email, password: anyPassword, ...typedProof })
    .transform(({ code, recoveryCode, ...form }, { addIssue }) => {
      if (code === undefined && recoveryCode === undefined) return { ...form, proof: undefined };
      const proof = proofIn({ code, recoveryCode });
      if (proof === undefined) addIssue({ code: "custom", path: ["code"] });
      return { ...form, proof };
    }),
  // The sign-in that waits for it is the one of the browser's cookie.
  "sign-in/second-factor": z.strictObject(typedProof).transform((typed, { addIssue }) => {
    const proof = proofIn(typed);
    if (proof !== undefined) return { proof };
    addIssue({ code: "custom", path: ["code"] });
    return z.NEVER;
  }),
  // What a browser is to ask; and what it answered.
  "passkey/options": z.strictObject({}),
  "sign-in/passkey": z.strictObject({ credential: AssertionForm }),
  // One mail with a link and a code.
  "request-sign-in-mail": z.strictObject({ email }),
  "sign-in/link": z.strictObject({ token }),
  "sign-in/code": z.strictObject({ code: sixDigits }),
  "sign-out": z.strictObject({}),
  "verify-email": z.strictObject({ token, password: anyPassword }),
  "send-verification-email": z.strictObject({ email }),
  "request-password-reset": z.strictObject({ email }),
  "reset-password": z.strictObject({ token, newPassword }),
  "social/begin": z.strictObject({ provider: z.enum(SOCIAL_PROVIDERS), next: z.string().max(2_000).optional() }),
  // Whose provider that is goes by the domain alone.
  "social/sso": z.strictObject({ email, next: z.string().max(2_000).optional() }),
  "social/newcomer": z.strictObject({}),
  "social/accept": z.strictObject({ name, locale: locale.default("en"), termsVersion: z.unknown().optional() }),
} as const;

export type AuthEndpoint = keyof typeof FORMS;
export const isAuthEndpoint = (value: string): value is AuthEndpoint => Object.hasOwn(FORMS, value);

export type AuthCall = {
  [Endpoint in AuthEndpoint]: { readonly endpoint: Endpoint; readonly form: z.output<(typeof FORMS)[Endpoint]> };
}[AuthEndpoint];

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A call, or what is wrong with its fields. No message repeats what was sent. */
export function parseForm(
  endpoint: AuthEndpoint,
  body: unknown,
): AuthCall | { readonly errors: readonly FieldError[] } {
  const parsed = Call.safeParse({ endpoint, form: body });
  if (parsed.success) return parsed.data;
  const paths = new Set(parsed.error.issues.map(({ path }) => String(path[1] ?? "")));
  return { errors: [...paths].map((path) => ({ path, message: MESSAGES[path] ?? MESSAGES[""] })) };
}

const call = <Endpoint extends AuthEndpoint>(endpoint: Endpoint) =>
  z.object({ endpoint: z.literal(endpoint), form: FORMS[endpoint] });

const Call = z.discriminatedUnion("endpoint", [
  call("sign-up/email"),
  call("sign-in/email"),
  call("sign-in/token"),
  call("sign-in/second-factor"),
  call("passkey/options"),
  call("sign-in/passkey"),
  call("request-sign-in-mail"),
  call("sign-in/link"),
  call("sign-in/code"),
  call("sign-out"),
  call("verify-email"),
  call("send-verification-email"),
  call("request-password-reset"),
  call("reset-password"),
  call("social/begin"),
  call("social/sso"),
  call("social/newcomer"),
  call("social/accept"),
]);

const PASSWORD = `Use ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`;
const MESSAGES: Readonly<Record<string, string>> & { readonly "": string } = {
  "": "Send a JSON object with the fields of this form, and no others.",
  name: "Give a name of 1 to 80 characters.",
  email: "Give an e-mail address.",
  password: PASSWORD,
  newPassword: PASSWORD,
  locale: "Choose en or id.",
  token: "Give the token of the link.",
  code: "Give the six digits of the app or of the mail, or one recovery code, and not both.",
  credential: "Give what the browser answered: a PublicKeyCredential with an assertion, as JSON.",
  humanToken: "Give what the check on the page gave.",
  invitationId: "Give the id of an invitation.",
  provider: "Choose google, github or apple.",
  next: "Give a page of ours.",
};
