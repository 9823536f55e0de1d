import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { IdentityCapabilities, IdentityProvider, Person, ProviderFact } from "../../src/port.ts";
import type { SocialDeparture, SocialPerson, SocialProvider } from "../../src/port-social.ts";
import type { Role } from "../../src/port-roles.ts";
import { TERMS_VERSION } from "../../src/terms.ts";

export type IdentityCapability = keyof IdentityCapabilities;
export type IdentityCase = Case<IdentitySubject, IdentityCapability>;

/** The port, and how a person acts on this provider from outside. */
export interface IdentitySubject {
  readonly provider: IdentityProvider;
  /** Headers of a request by somebody who is signed in, whoever the provider lets in. */
  someone(): Promise<Headers>;
  /** What a page of ours sends to `/api/auth/<endpoint>`; `headers` are added, and may hold cookies. */
  call(endpoint: string, body: unknown, headers?: Headers | Readonly<Record<string, string>>): Promise<Attempt>;
  /** What was told since this was last asked, oldest first. */
  facts(): Promise<readonly Pick<ProviderFact, "type" | "data" | "scope">[]>;
  /** From now on the provider's clock is so many hours ahead of where it was. */
  later(hours: number): void;
  /** A browser that is sent to a vendor to sign in; `departed` makes one of what the port answers. */
  depart(provider: SocialProvider): Promise<Departed>;
  departed(begun: SocialDeparture, headers: Headers): Departed;
  /** The same browser, back with somebody whom the vendor vouches for. */
  arrive(provider: SocialProvider, brought: Brought): Promise<{ readonly page: string; readonly headers: Headers }>;
  /** Where people sign in at another's page: makes somebody there, who signs in and accepts the terms. */
  readonly enroll?: (given: Credentials, more: object) => Promise<{ readonly id: string; readonly headers: Headers }>;
  /** The browser of a person who is known there, at the provider and back. */
  readonly elsewhere?: Elsewhere;
  /** What the owner of the platform does elsewhere. */
  grantOperator(userId: string): Promise<void>;
}

/** What a person and the provider do, where people sign in at another's page. */
export interface Elsewhere {
  /** Sends a browser there, has it choose the person, and follows it back. */
  enter(person: { readonly subject: string }, options?: EnterOptions): Promise<Back>;
  /** For what is risky: the provider asks anew. `from` is a session of ours. */
  confirm(person: { readonly subject: string }, from: Headers, options?: EnterOptions): Promise<Back>;
  /** Somebody with an account there. */
  add(person: { readonly name: string; readonly email: string; readonly isVerified?: boolean }): {
    readonly subject: string;
  };
  /** The provider tells that a session has ended: a notice with these claims. */
  tell(claims: Readonly<Record<string, unknown>>): Promise<number>;
  /** What stands in the table of sessions. */
  stored(): Promise<string>;
}

export interface EnterOptions {
  /** What is wrong with what the provider signs. */
  readonly defect?: string;
  /** Cookies that the browser has before. */
  readonly before?: Headers;
  /** Comes back with this in place of what the provider has said. */
  readonly instead?: Readonly<Record<string, string>>;
  /** Comes back twice. */
  readonly twice?: boolean;
}

export interface Back {
  readonly page: string;
  readonly headers: Headers;
}

export interface Departed {
  readonly state: string;
  /** Of the browser's next request. */
  readonly headers: Headers;
}

export interface Brought {
  readonly person: SocialPerson;
  readonly departed: Departed;
}

export interface Credentials {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** What the page sees, and the headers of the person's next request when they were given a cookie. */
export interface Attempt {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
  readonly headers: Headers | undefined;
  /** All that this browser sends along from now on. */
  readonly cookie: string;
}

export const newPerson = (): Credentials => ({
  name: "Ana Example",
  email: `ana-${randomUUID()}@inbox.ninefold.dev`,
  password: `a long password ${randomUUID()}`,
});

export const newSlug = () => `w-${randomUUID().slice(0, 12)}`;
export const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);

export const signUp = (subject: IdentitySubject, person: Credentials, more: object = {}) =>
  subject.call("sign-up/email", { ...person, termsVersion: TERMS_VERSION, ...more });

export const signIn = (subject: IdentitySubject, { email, password }: Pick<Credentials, "email" | "password">) =>
  subject.call("sign-in/email", { email, password });

/** The id behind an address that has just signed up: no answer tells it, the fact does. */
export async function idOf({ provider, facts }: IdentitySubject, { email }: Credentials): Promise<string> {
  for (const { type, data } of (await facts()).toReversed()) {
    const id = type === "identity.person_signed_up" ? data["userId"] : undefined;
    const known = id === undefined ? undefined : await provider.findPerson(id);
    if (known?.person.email === email.toLowerCase()) return known.person.id;
  }
  return assert.fail("expected somebody to have signed up");
}

export async function personOf({ provider }: IdentitySubject, headers: Headers | undefined): Promise<Person> {
  const session = await provider.findSession(headers ?? new Headers());
  assert.ok(session, "expected a session");
  return session.person;
}

/** Follows the link of the mail, and gives the password that it asks for. */
export async function confirm(
  subject: IdentitySubject,
  { id, password }: { readonly id: string; readonly password: string },
  headers?: Headers,
): Promise<Attempt> {
  const token = (await subject.provider.mintVerificationToken(id))?.token;
  return subject.call("verify-email", { token, password }, headers);
}

/** Signs up, and follows the link of the mail. */
export async function newcomer(subject: IdentitySubject, given: Credentials = newPerson(), more: object = {}) {
  if (subject.enroll !== undefined) return { ...given, ...(await subject.enroll(given, more)) };
  await signUp(subject, given, more);
  const id = await idOf(subject, given);
  const { headers } = await confirm(subject, { ...given, id });
  assert.ok(headers, "expected the link to sign in");
  return { ...given, id, headers };
}

/** Somebody with a workspace of theirs. */
export async function owner(subject: IdentitySubject) {
  const person = await newcomer(subject);
  const created = await subject.provider.createWorkspace({ name: "Acme", slug: newSlug(), ownerId: person.id });
  return { ...person, workspace: created.workspace };
}

/** Somebody new, invited and joined; an owner by promotion. */
export async function memberIn(
  subject: IdentitySubject,
  { id: ownerId, workspace }: { readonly id: string; readonly workspace: { readonly id: string } },
  role: Role,
) {
  const { provider } = subject;
  const person = await newcomer(subject);
  const workspaceId = workspace.id;
  const invited = await provider.createInvitation({
    workspaceId,
    inviterId: ownerId,
    email: person.email,
    expiresAt: inDays(7),
    role: role === "owner" ? "member" : role,
  });
  await provider.acceptInvitation({ userId: person.id, invitationId: invited.id });
  if (role === "owner") await provider.changeRole({ workspaceId, actorId: ownerId, userId: person.id, role });
  return person;
}

/** What a caller may branch on, and what a stranger may see: of two failures that must look alike, all of it. */
export async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => assert.fail("expected a refusal"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Error && "code" in error && "kind" in error);
  return { code: error.code, kind: error.kind, message: error.message };
}

export async function assertRefused(work: Promise<unknown>, code: string): Promise<void> {
  assert.equal((await failureOf(work)).code, code);
}

export const codeOf = ({ body }: Attempt) => (body as { readonly code?: unknown } | undefined)?.code;
