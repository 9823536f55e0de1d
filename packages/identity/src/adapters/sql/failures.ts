import type { Pool } from "../../tenancy.ts";
import { IdentityError, type IdentityErrorCode } from "../../errors.ts";

export type Database = Pool["database"];
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Runs queries, and gives what goes wrong a code of ours. */
export async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toIdentityError(error);
  }
}

/** Constraints that decide races, and what the loser is told. Everything else means that the database failed. */
const CONSTRAINTS: Readonly<Record<string, readonly [IdentityErrorCode, string]>> = {
  user_email_unique: ["identity.invalid_link", "This link was used, has expired, or was never one."],
  passkey_credentialId_unique: [
    "identity.passkey_taken",
    "This passkey has an account already. Use another, or sign in with it.",
  ],
  organization_slug_unique: ["identity.slug_taken", "This address is taken. Choose another."],
  member_organizationId_userId_unique: ["identity.already_member", "This person is a member already."],
  invitation_one_pending: ["identity.already_invited", "This address is invited already."],
  custom_role_name: ["identity.role_name_taken", "There is a role of this name. Choose another."],
  workspace_domain_verified: ["identity.domain_taken", "Another workspace has shown that this domain is theirs."],
  sign_in_connection_role: [
    "identity.role_in_use",
    "Newcomers by single sign-on get this role. Give them another one first.",
  ],
  team_name: ["identity.team_name_taken", "There is a team of this name. Choose another."],
  service_account_name: [
    "identity.service_account_name_taken",
    "There is a service account of this name. Choose another.",
  ],
  workspace_has_owner: ["identity.last_owner", "A workspace needs an owner. Make somebody else an owner first."],
};

export function toIdentityError(error: unknown): IdentityError {
  if (error instanceof IdentityError) return error;
  const { code, constraint } = databaseFailure(error);
  const known = CONSTRAINTS[constraint];
  const cause = new Error([code, constraint].filter((part) => part !== "").join(" ") || "no code");
  if (known !== undefined) return new IdentityError(known[0], known[1], { cause });
  return new IdentityError("identity.unavailable", "the identity provider could not do this", { cause });
}

/** Somebody else was first: a key of the table decided. */
export const isDuplicate = (error: unknown): boolean => databaseFailure(error).code === "23505";

/** Only these two: the message, the detail and the parameters of a failed query hold addresses, tokens and hashes. */
function databaseFailure(error: unknown): { readonly code: string; readonly constraint: string } {
  const said = property(error, "cause") ?? error;
  return { code: text(property(said, "code")), constraint: text(property(said, "constraint_name")) };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}
