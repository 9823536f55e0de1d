import { ApiProblem, fetchApi } from "../../../api.ts";
import type { Credentials, EntryOutcome, NewAccount, Refusal } from "../credentials.ts";

/** Makes the account and leaves the person signed in. A refusal is a value; only a fault of ours throws. */
export async function signUp({ name, email, password }: NewAccount): Promise<EntryOutcome> {
  return enter("/api/auth/sign-up/email", { name, email, password });
}

export async function signIn({ email, password }: Credentials): Promise<EntryOutcome> {
  return enter("/api/auth/sign-in/email", { email, password });
}

/** Ends this session; with none it resolves. @throws ApiProblem `unavailable`, and then they are still signed in. */
export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {});
}

async function enter(path: `/api/auth/${string}`, body: object): Promise<EntryOutcome> {
  try {
    await post(path, body);
    return undefined;
  } catch (error) {
    if (error instanceof ApiProblem) return toRefusal(error);
    throw error;
  }
}

/** The library's own routes, which `ApiType` does not know. */
async function post(path: `/api/auth/${string}`, body: object): Promise<void> {
  await fetchApi(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Codes of better-auth 1.7 (`BASE_ERROR_CODES`); what is not listed goes by its status. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  USER_ALREADY_EXISTS: "email_taken",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email_taken",
  INVALID_EMAIL: "email_unlikely",
  INVALID_PASSWORD: "wrong_credentials",
  INVALID_EMAIL_OR_PASSWORD: "wrong_credentials",
  PASSWORD_TOO_SHORT: "password_too_short",
  PASSWORD_TOO_LONG: "password_too_long",
};

export function toRefusal(problem: Pick<ApiProblem, "code" | "kind">): Refusal {
  if (problem.kind === "limited" || problem.kind === "unavailable") return problem.kind;
  return REFUSALS[problem.code] ?? (problem.kind === "unauthenticated" ? "wrong_credentials" : "refused");
}
