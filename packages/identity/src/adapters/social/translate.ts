import { z } from "zod";
import type { SocialPerson } from "../../port-social.ts";

const Claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(1_000).optional(),
  // Apple sends a text at times (developer.apple.com, "Authenticating users with Sign in with Apple").
  email_verified: z.union([z.boolean(), z.enum(["true", "false"])]).optional(),
  name: z.string().optional(),
});

/** What Google and Apple say in a token that was verified before. */
export function fromClaims(claims: unknown): SocialPerson {
  const { sub: subject, email, email_verified: verified, name = "" } = Claims.parse(claims);
  return person({ subject, email, isVerified: verified === true || verified === "true", name });
}

const GithubUser = z.object({ id: z.int().positive(), login: z.string(), name: z.string().nullish() });
const GithubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** What GitHub's REST API says: the address is the primary one, whether or not the profile shows it or another. */
export function fromGithub(user: unknown, emails: unknown): SocialPerson {
  const { id, login, name } = GithubUser.parse(user);
  const primary = GithubEmails.parse(emails).find((one) => one.primary);
  const said = { email: primary?.email, isVerified: primary?.verified ?? false };
  return person({ subject: String(id), ...said, name: name?.trim() || login });
}

const person = ({ email, name, ...rest }: SocialPerson): SocialPerson => ({
  ...rest,
  email: email?.trim().toLowerCase() || undefined,
  name: name.trim(),
});
