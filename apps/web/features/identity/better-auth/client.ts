import { ApiProblem, fetchApi } from "../../../api.ts";
import type { Language } from "../../../languages.ts";
import type { SocialVendor } from "../copy/social.ts";
import type { Credentials } from "../credentials.ts";
import type { WayIn } from "../proof.ts";

export interface SignUp extends Credentials {
  readonly name: string;
  readonly locale: Language;
  /** Which terms the person accepted. */
  readonly termsVersion: string;
  /** What the check on the page gave, where there is one. */
  readonly humanToken?: string;
  /** The invitation that brought the person here. */
  readonly invitationId?: string;
}

/*
 * Every call throws ApiProblem as `fetchApi` does, with a code of ours: whichever library keeps the accounts, its words
 * do not get this far. Zod does not read the answers here: it is a third of what the page of a sign-up would load, and
 * probes for `eval`, which the content policy refuses and the browser's console reports.
 */

/** Makes the account and has a mail sent. It ends alike for an address that has one: its owner is told by mail. */
export async function signUp(account: SignUp): Promise<void> {
  await post("sign-up/email", account);
}

export async function signIn({ email, password }: Credentials): Promise<WayIn> {
  return wayIn(await post("sign-in/email", { email, password }));
}

/** Finishes a sign-in that wants the second factor, in the browser that began it. */
export async function giveSecondFactor(
  proof: { readonly code: string } | { readonly recoveryCode: string },
): Promise<void> {
  await post("sign-in/second-factor", proof);
}

/**
 * Ends this session; with none it resolves. When it throws they are still signed in. Answers where else they are signed in,
 * and could sign out as well.
 */
export async function signOut(): Promise<string | undefined> {
  const answer = await answerOf(await post("sign-out", {}));
  return typeof answer === "object" && answer !== null && "url" in answer ? textIn(answer, "url") : undefined;
}

/**
 * With the token of a mail and the password of the sign-up. `already_verified`: it was used before, and nobody is signed
 * in by a used link.
 */
export async function verifyAddress(proof: {
  readonly token: string;
  readonly password: string;
}): Promise<WayIn | "already_verified"> {
  const status = await statusOf(await post("verify-email", proof));
  if (status === "signed_in" || status === "already_verified" || status === "second_factor_required") return status;
  throw new ApiProblem({ status: 0, body: { status } });
}

/** Ends alike whether or not an account with this address waits to be confirmed. */
export async function sendVerification(email: string): Promise<void> {
  await post("send-verification-email", { email });
}

/** Ends alike whether or not there is an account with this address. */
export async function requestPasswordReset(email: string): Promise<void> {
  await post("request-password-reset", { email });
}

/** Ends alike whether or not there is an account with this address. This browser alone may use the mail's code. */
export async function requestSignInMail(email: string): Promise<void> {
  await post("request-sign-in-mail", { email });
}

/** With the code of the mail that this browser asked for. */
export async function signInByCode(code: string): Promise<WayIn> {
  return wayIn(await post("sign-in/code", { code }));
}

/** With the token of such a mail, in any browser. */
export async function signInByLink(token: string): Promise<WayIn> {
  return wayIn(await post("sign-in/link", { token }));
}

/** With the token of a mail. It confirms the address as well, and every session of the person ends. */
export async function resetPassword(choice: { readonly token: string; readonly newPassword: string }): Promise<void> {
  await post("reset-password", choice);
}

async function statusOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json();
  return typeof answer === "object" && answer !== null && "status" in answer ? answer.status : undefined;
}

async function wayIn(response: Response): Promise<WayIn> {
  return (await statusOf(response)) === "second_factor_required" ? "second_factor_required" : "signed_in";
}
/** Where to send the browser, for somebody who signs in by a vendor. */
export async function beginSocial(wish: { readonly provider: SocialVendor; readonly next: string }): Promise<string> {
  return textIn(await answerOf(await post("social/begin", wish)), "url");
}

/** The same by the single sign-on of the address's domain. */
export async function beginSso(wish: { readonly email: string; readonly next: string }): Promise<string> {
  return textIn(await answerOf(await post("social/sso", wish)), "url");
}

/** Who has come back from a vendor in this browser, and has no account yet. */
export interface Newcomer {
  readonly provider: SocialVendor | "sso";
  readonly email: string;
  readonly name: string;
  /** Of `sso`: where they become a member. */
  readonly workspaceName?: string;
}

export async function readNewcomer(): Promise<Newcomer> {
  const answer = await answerOf(await post("social/newcomer", {}));
  const said = textIn(answer, "provider");
  const person = { email: textIn(answer, "email"), name: textIn(answer, "name") };
  if (said === "sso") return { provider: said, ...person, workspaceName: textIn(answer, "workspaceName") };
  const provider = SOCIAL_VENDORS.find((one) => one === said);
  if (provider === undefined) throw new ApiProblem({ status: 0, body: answer });
  return { provider, ...person };
}

/** Makes the account and signs in. Answers the page to go on to. */
export async function acceptAsNewcomer(account: Omit<SignUp, keyof Credentials>): Promise<string> {
  return textIn(await answerOf(await post("social/accept", account)), "next");
}

const SOCIAL_VENDORS: readonly SocialVendor[] = ["google", "github", "apple", "oidc"];

const answerOf = (response: Response): Promise<unknown> => response.json();

function textIn(answer: unknown, name: string): string {
  const value: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
  if (typeof value === "string") return value;
  throw new ApiProblem({ status: 0, body: answer });
}

async function post(endpoint: string, body: object): Promise<Response> {
  return fetchApi(`/api/auth/${endpoint}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
