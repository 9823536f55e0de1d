import { type Context, Hono } from "hono";
import { z } from "zod";
import type { System } from "../compose.ts";
import type { RequestVariables } from "../middleware/request.ts";
import { personContext } from "../middleware/session.ts";
import { sessionOf } from "../middleware/session-of.ts";
import { operation, type Refusal } from "./operation.ts";
import { SocialProviderShape } from "./connection-shapes.ts";
import { Locale } from "./identity-shapes.ts";
import { PasskeyProof, PasskeyRequestShape } from "./passkey-shapes.ts";
import { text } from "./validation.ts";

/**
 * The provider's endpoints; any other is a 404. Identity parses the bodies and words the answers, whichever provider it
 * has, so these lines only describe it.
 */
export function authRoutes({ identity, notifications }: Pick<System, "identity" | "notifications">) {
  const ask = (c: Context<{ Variables: RequestVariables }>) =>
    identity.handle(c.req.raw, { requestId: c.var.requestId });
  return new Hono<{ Variables: RequestVariables }>()
    .post("/sign-up/email", operation(signUp), ask)
    .post("/sign-in/email", operation(signIn), ask)
    .post("/sign-in/token", operation(signInWithToken), ask)
    .post("/sign-in/second-factor", operation(giveSecondFactor), ask)
    .post("/passkey/options", operation(beginPasskeySignIn), ask)
    .post("/sign-in/passkey", operation(signInWithPasskey), ask)
    .post("/request-sign-in-mail", operation(requestSignInMail), ask)
    .post("/sign-in/link", operation(signInByLink), ask)
    .post("/sign-in/code", operation(signInByCode), ask)
    .post("/sign-out", operation(signOut), async (c) => {
      const session = await sessionOf(identity, c.req.raw).catch(() => undefined);
      const answer = await ask(c);
      // What streams to that session ends now; where this fails, at its next heartbeat.
      if (session !== undefined) await notifications.wake(personContext({ ...c.var, session })).catch(() => undefined);
      return answer;
    })
    .post("/verify-email", operation(verifyEmail), ask)
    .post("/send-verification-email", operation(resendVerification), ask)
    .post("/request-password-reset", operation(requestPasswordReset), ask)
    .post("/reset-password", operation(resetPassword), ask)
    .post("/social/begin", operation(beginSocial), ask)
    .post("/social/sso", operation(beginSso), ask)
    .post("/social/newcomer", operation(readNewcomer), ask)
    .post("/social/accept", operation(acceptAsNewcomer), ask)
    .get("/callback/:provider", operation(receiveSocial), ask)
    .get("/callback/sso/:workspaceId", operation(receiveSso), ask)
    .post("/callback/apple", operation(receiveApple), ask)
    .post("/back-channel-logout", operation(endElsewhere), ask);
}

const outcome = (...status: readonly [string, ...string[]]) =>
  z.object({ status: z.enum(status) }).describe("What happened.");

const email = z.string().max(1_000);
const password = z.string().min(12).max(128);
const token = text(2_000).describe("From the link in the mail: good once.");

const ALWAYS = [
  "403 identity.foreign_origin",
  "404 identity.no_endpoint",
  "415 identity.json_only",
  "422 identity.invalid_input",
  "429 identity.too_many_attempts",
  "503 identity.unavailable",
] as const satisfies Refusal[];
const PASSWORD_FAULTS = [
  "422 identity.password_breached",
  "422 identity.password_guessable",
] as const satisfies Refusal[];
const SIGN_UP_FAULTS = [
  "403 identity.sign_ups_closed",
  "422 identity.disposable_address",
  "422 identity.human_check_failed",
  "429 identity.too_many_sign_ups",
] as const satisfies Refusal[];
const shared = { tag: "identity", cache: "no-store", limit: "sign-in" } as const;

const signUp = {
  ...shared,
  id: "signUp",
  access: "anyone",
  summary: "Make an account; a mail asks to confirm the address",
  form: z
    .strictObject({
      name: z.string().max(80),
      email,
      password,
      locale: Locale.optional(),
      termsVersion: z.string().describe("Which terms the person accepted: the current ones."),
      humanToken: z.string().max(2_048).optional().describe("What the check on the page gave, where there is one."),
      invitationId: z.uuid().optional().describe("The invitation that brought the person: it opens closed sign-ups."),
    })
    .meta({ id: "SignUp" }),
  answers: { 200: outcome("verification_sent") },
  refuses: [...ALWAYS, ...PASSWORD_FAULTS, ...SIGN_UP_FAULTS, "422 identity.terms_not_accepted"],
} as const;

const signIn = {
  ...shared,
  id: "signIn",
  access: "anyone",
  summary: "Sign in with address and password; an address that is not confirmed is refused like a wrong one",
  form: z.strictObject({ email, password: z.string().max(128) }).meta({ id: "SignIn" }),
  answers: { 200: outcome("signed_in", "second_factor_required") },
  refuses: [...ALWAYS, "401 identity.wrong_credentials"],
} as const;

const secondFactor = {
  code: z.string().max(100).optional().describe("Six digits that the authenticator app shows."),
  recoveryCode: z.string().max(100).optional(),
};

const signInWithToken = {
  ...signIn,
  id: "signInWithToken",
  summary: "Sign a program in: its session is the token of the answer, sent as `Authorization: Bearer`, and no cookie",
  form: signIn.form.extend(secondFactor).meta({ id: "ProgramSignIn" }),
  answers: { 200: outcome("signed_in").extend({ token: z.string() }) },
  refuses: [...signIn.refuses, "401 identity.second_factor_required", "401 identity.wrong_second_factor"],
} as const;

const giveSecondFactor = {
  ...signIn,
  id: "giveSecondFactor",
  summary: "Finish a sign-in that answered `second_factor_required`, in the same browser, within ten minutes",
  form: z.strictObject(secondFactor).meta({ id: "SecondFactorProof", description: "One of the two." }),
  answers: { 200: outcome("signed_in") },
  refuses: [...ALWAYS, "401 identity.sign_in_expired", "401 identity.wrong_second_factor"],
} as const;

const beginPasskeySignIn = {
  ...shared,
  id: "beginPasskeySignIn",
  access: "anyone",
  // Each view of the sign-in page asks, and it proves nothing yet.
  limit: "api",
  summary: "Ask what a browser has to sign to sign in with a passkey; it names nobody",
  form: z.strictObject({}),
  answers: { 200: z.object({ options: PasskeyRequestShape }).describe("For this browser, and once.") },
  refuses: ALWAYS,
} as const;

const signInWithPasskey = {
  ...shared,
  id: "signInWithPasskey",
  access: "anyone",
  summary: "Sign in with what a passkey signed, in the browser that asked for it",
  form: PasskeyProof,
  answers: { 200: outcome("signed_in") },
  refuses: [...ALWAYS, "401 identity.passkey_refused"],
} as const;

const signOut = {
  ...shared,
  id: "signOut",
  access: "anyone",
  limit: "api",
  summary: "End this session",
  form: z.strictObject({}),
  answers: {
    200: outcome("signed_out").extend({
      url: z.string().optional().describe("Where else the person is signed in, and could sign out as well."),
    }),
  },
  refuses: ALWAYS,
} as const;

const verifyEmail = {
  ...shared,
  id: "verifyEmail",
  access: "anyone",
  summary: "Confirm an address with the token of its mail and the password of the sign-up, and sign in",
  form: z.strictObject({ token, password: z.string().max(128) }).meta({ id: "Confirmation" }),
  answers: { 200: outcome("signed_in", "already_verified", "second_factor_required") },
  refuses: [...ALWAYS, "401 identity.wrong_password", "422 identity.invalid_token"],
} as const;

const Address = z.strictObject({ email }).meta({ id: "Address" });

const resendVerification = {
  ...shared,
  id: "resendVerification",
  access: "anyone",
  summary: "Send the mail that confirms an address once more; answers alike whether or not there is an account",
  form: Address,
  answers: { 200: outcome("accepted") },
  refuses: ALWAYS,
} as const;

const requestPasswordReset = {
  ...resendVerification,
  id: "requestPasswordReset",
  access: "anyone",
  summary: "Send a link that sets a new password; answers alike whether or not there is an account",
} as const;

const resetPassword = {
  ...shared,
  id: "resetPassword",
  access: "anyone",
  summary: "Set a new password with the token of the mail; it confirms the address, and every session ends",
  form: z.strictObject({ token, newPassword: password }).meta({ id: "NewPassword" }),
  answers: { 200: outcome("password_changed") },
  refuses: [...ALWAYS, ...PASSWORD_FAULTS, "422 identity.invalid_token"],
} as const;

const requestSignInMail = {
  ...resendVerification,
  id: "requestSignInMail",
  summary:
    "Send a link and a code to sign in with; answers alike whether or not there is an account, and sets a cookie",
} as const;

const signInByLink = {
  ...shared,
  id: "signInByLink",
  access: "anyone",
  summary: "Sign in with the token of the mail's link, in any browser",
  form: z.strictObject({ token }).meta({ id: "SignInLink" }),
  answers: { 200: outcome("signed_in", "second_factor_required") },
  refuses: [...ALWAYS, "422 identity.invalid_token"],
} as const;

const signInByCode = {
  ...shared,
  id: "signInByCode",
  access: "anyone",
  summary: "Sign in with the mail's code, in the browser that asked for it; five wrong ones end it",
  form: z.strictObject({ code: z.string().max(20).describe("Six digits.") }).meta({ id: "SignInCode" }),
  answers: { 200: outcome("signed_in", "second_factor_required") },
  refuses: [...ALWAYS, "422 identity.invalid_code"],
} as const;
const beginSocial = {
  ...shared,
  id: "beginSocial",
  access: "anyone",
  summary: "Begin to sign in by a vendor: where to send the browser, which keeps a cookie until it is back",
  form: z
    .strictObject({
      provider: SocialProviderShape,
      next: z.string().max(2_000).optional().describe("A page of ours to go on to."),
    })
    .meta({ id: "SocialBeginning" }),
  answers: { 200: outcome("departing").extend({ url: z.string() }) },
  refuses: [...ALWAYS, "422 identity.social_off"],
} as const;

const beginSso = {
  ...shared,
  id: "beginSso",
  access: "anyone",
  summary: "Begin to sign in by the single sign-on of an address's domain; it says nothing of whose the address is",
  form: z
    .strictObject({
      email,
      next: z.string().max(2_000).optional().describe("A page of ours to go on to."),
    })
    .meta({ id: "SsoBeginning" }),
  answers: { 200: outcome("departing").extend({ url: z.string() }) },
  refuses: [...ALWAYS, "422 identity.sso_off"],
} as const;

const readNewcomer = {
  ...shared,
  id: "readNewcomer",
  access: "anyone",
  summary: "Who has come back from a vendor in this browser, and has no account yet",
  form: z.strictObject({}),
  answers: {
    200: outcome("waiting").extend({
      provider: z.union([SocialProviderShape, z.literal("sso")]),
      email: z.string(),
      name: z.string(),
      workspaceName: z.string().optional().describe("Of `sso`: where they become a member."),
    }),
  },
  refuses: [...ALWAYS, "422 identity.social_expired", "422 identity.sso_off"],
} as const;

const acceptAsNewcomer = {
  ...shared,
  id: "acceptAsNewcomer",
  access: "anyone",
  summary: "Make the account of whoever came back from a vendor, and sign in",
  form: z
    .strictObject({
      name: z.string().max(80),
      locale: Locale.optional(),
      termsVersion: z.string().describe("Which terms the person accepted: the current ones."),
    })
    .meta({ id: "SocialSignUp" }),
  answers: { 200: outcome("signed_in").extend({ next: z.string().describe("A page of ours to go on to.") }) },
  refuses: [
    ...ALWAYS,
    "403 identity.sign_ups_closed",
    "409 identity.social_address_known",
    "422 identity.disposable_address",
    "422 identity.social_expired",
    "422 identity.sso_off",
    "422 identity.terms_not_accepted",
    "429 identity.too_many_sign_ups",
  ],
} as const;

const receiveSocial = {
  ...shared,
  id: "receiveSocial",
  access: "anyone",
  summary: "Where a vendor sends the browser back to. Answers a page of ours, whatever comes",
  answers: { 303: z.null().describe("To a page of ours.") },
  refuses: ["404 identity.no_endpoint"],
} as const;

const endElsewhere = {
  tag: "identity",
  id: "endElsewhere",
  access: "vendor",
  cache: "no-store",
  limit: "api",
  summary:
    "The OpenID provider tells of a session that has ended there; a form with `logout_token`, which it has signed",
  answers: { 200: outcome("noted") },
  refuses: ["400 identity.notice_refused", "404 identity.no_endpoint", "503 identity.unavailable"],
} as const;

const receiveSso = {
  ...receiveSocial,
  id: "receiveSso",
  summary: "Where the provider of a workspace sends the browser back to. Answers a page of ours, whatever comes",
} as const;

const receiveApple = {
  ...receiveSocial,
  id: "receiveApple",
  summary: "The same as a form, as Apple sends it. Answers a link to the other",
} as const;
