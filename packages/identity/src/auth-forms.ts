import { z } from "zod";
import { isAddress, plainAddress } from "./domain/address.ts";
import { isName } from "./domain/name.ts";
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

const FORMS = {
  "sign-up/email": z.strictObject({
    name,
    email,
    password: newPassword,
    locale: locale.default("en"),
    // Compared by the reader, which has an answer of its own for another one.
    termsVersion: z.unknown().optional(),
  }),
  "sign-in/email": z.strictObject({ email, password: anyPassword }),
  // For programs: what lets them in is in the answer, and no cookie is set.
  "sign-in/token": z.strictObject({ email, password: anyPassword }),
  "sign-out": z.strictObject({}),
  "verify-email": z.strictObject({ token, password: anyPassword }),
  "send-verification-email": z.strictObject({ email }),
  "request-password-reset": z.strictObject({ email }),
  "reset-password": z.strictObject({ token, newPassword }),
  "social/begin": z.strictObject({ provider: z.enum(SOCIAL_PROVIDERS), next: z.string().max(2_000).optional() }),
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
  call("sign-out"),
  call("verify-email"),
  call("send-verification-email"),
  call("request-password-reset"),
  call("reset-password"),
  call("social/begin"),
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
  provider: "Choose google, github or apple.",
  next: "Give a page of ours.",
};
