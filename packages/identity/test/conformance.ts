import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Case } from "@ninefold/testing/conformance-kit";
import type { IdentityProvider } from "../src/port.ts";

export type IdentityCapability = "password" | "manyWorkspaces";

/** The port, and how a person acts on this provider from outside. */
export interface IdentitySubject {
  readonly provider: IdentityProvider;
  /** Headers of a request by somebody who is signed in, whoever the provider lets in. */
  someone(): Promise<Headers>;
  /** Own pages with a password; each answers the headers of the next request, or `undefined` when refused. */
  signUp(person: Credentials): Promise<Headers | undefined>;
  signIn(person: Pick<Credentials, "email" | "password">): Promise<Attempt>;
  signOut(headers: Headers): Promise<void>;
}

export interface Credentials {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** What the person sees, and the headers of their next request. */
export interface Attempt {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers | undefined;
}

const newPerson = (): Credentials => ({
  name: "Ana Example",
  email: `ana-${randomUUID()}@example.com`,
  password: `a long password ${randomUUID()}`,
});

const slug = () => `w-${randomUUID().slice(0, 12)}`;

async function personOf({ provider }: IdentitySubject, headers: Headers | undefined) {
  const session = await provider.findSession(headers ?? new Headers());
  assert.ok(session, "expected a session");
  return session.person;
}

export const identityCases: readonly Case<IdentitySubject, IdentityCapability>[] = [
  {
    name: "knows who sends a request",
    async run(subject) {
      const person = await personOf(subject, await subject.someone());
      assert.ok(person.id !== "" && person.email.includes("@"));
    },
  },
  {
    name: "knows nobody without a session",
    needs: "password",
    async run({ provider, someone }) {
      await someone();
      assert.equal(await provider.findSession(new Headers()), undefined);
      assert.equal(await provider.findSession(new Headers({ cookie: "" })), undefined);
    },
  },
  {
    name: "I-37: takes a session whose signature was changed for none",
    needs: "password",
    async run({ provider, someone }) {
      const cookie = (await someone()).get("cookie") ?? "";
      const changed = cookie.replace(/=(.)/, (_, first: string) => `=${first === "A" ? "B" : "A"}`);
      assert.equal(await provider.findSession(new Headers({ cookie: changed })), undefined);
    },
  },
  {
    name: "greets a new person by the name they gave, their address in lower case",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      const person = await personOf(subject, await subject.signUp({ ...given, email: given.email.toUpperCase() }));
      assert.deepEqual({ name: person.name, email: person.email }, { name: given.name, email: given.email });
    },
  },
  {
    name: "finds the same person when they sign in again",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      const first = await personOf(subject, await subject.signUp(given));
      const again = await personOf(subject, (await subject.signIn(given)).headers);
      assert.equal(again.id, first.id);
    },
  },
  {
    name: "I-31: gives each sign-in a session of its own",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      const first = await subject.provider.findSession((await subject.signUp(given)) ?? new Headers());
      const second = await subject.provider.findSession((await subject.signIn(given)).headers ?? new Headers());
      assert.ok(first && second);
      assert.notEqual(first.id, second.id);
    },
  },
  {
    name: "I-33: ends a session for good at sign-out, and only that one",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      const first = (await subject.signUp(given)) ?? new Headers();
      const second = (await subject.signIn(given)).headers;
      await subject.signOut(first);
      assert.equal(await subject.provider.findSession(first), undefined);
      await personOf(subject, second);
    },
  },
  {
    name: "I-46: answers an unknown address and a wrong password alike, and lets neither in",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      await subject.signUp(given);
      const wrong = await subject.signIn({ ...given, password: "not the password at all" });
      const unknown = await subject.signIn({ ...given, email: newPerson().email });
      assert.equal(wrong.headers, undefined);
      assert.ok(wrong.status >= 400);
      assert.deepEqual(unknown, wrong);
    },
  },
  {
    name: "lets nobody take over a taken address, whatever its case",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      const owner = await personOf(subject, await subject.signUp(given));
      const thief = { ...newPerson(), email: given.email.toUpperCase() };
      const headers = await subject.signUp(thief);
      if (headers) assert.notEqual((await personOf(subject, headers)).id, owner.id);
      assert.equal((await subject.signIn({ ...thief, email: given.email })).headers, undefined);
      assert.equal((await personOf(subject, (await subject.signIn(given)).headers)).id, owner.id);
    },
  },
  {
    name: "refuses a password under twelve characters",
    needs: "password",
    async run(subject) {
      const given = { ...newPerson(), password: "elevenchars" };
      assert.equal(await subject.signUp(given), undefined);
      assert.equal((await subject.signIn(given)).headers, undefined);
    },
  },
  {
    name: "I-68: takes no role, id or verification from the sign-up form",
    needs: "password",
    async run(subject) {
      const planted = { ...newPerson(), id: randomUUID(), role: "admin", emailVerified: true };
      const headers = await subject.signUp(planted);
      if (headers === undefined) return;
      assert.notEqual((await personOf(subject, headers)).id, planted.id);
    },
  },
  {
    name: "makes the creator the owner of a workspace",
    needs: "manyWorkspaces",
    async run(subject) {
      const { id: ownerId } = await personOf(subject, await subject.someone());
      const created = await subject.provider.createWorkspace({ name: "Acme", slug: slug(), ownerId });
      assert.equal(created.role, "owner");
      assert.deepEqual(await subject.provider.findMembership(ownerId, { id: created.workspace.id }), created);
    },
  },
  {
    name: "finds a workspace by its slug as by its id",
    async run(subject) {
      const { id } = await personOf(subject, await subject.someone());
      const membership = await aMembership(subject, id);
      assert.deepEqual(await subject.provider.findMembership(id, { slug: membership.workspace.slug }), membership);
      assert.deepEqual(await subject.provider.findMembership(id, { id: membership.workspace.id }), membership);
    },
  },
  {
    name: "lists a person's workspaces, oldest first, and nobody else's",
    needs: "manyWorkspaces",
    async run(subject) {
      const ana = await personOf(subject, await subject.someone());
      const ben = await personOf(subject, await subject.someone());
      const { provider } = subject;
      const first = await provider.createWorkspace({ name: "First", slug: slug(), ownerId: ana.id });
      await provider.createWorkspace({ name: "Ben's", slug: slug(), ownerId: ben.id });
      const second = await provider.createWorkspace({ name: "Second", slug: slug(), ownerId: ana.id });
      assert.deepEqual(await provider.listMemberships(ana.id), [first, second]);
    },
  },
  {
    name: "finds no membership in an unknown workspace or for an unknown person",
    async run(subject) {
      const { id } = await personOf(subject, await subject.someone());
      const { workspace } = await aMembership(subject, id);
      assert.equal(await subject.provider.findMembership(id, { id: randomUUID() }), undefined);
      assert.equal(await subject.provider.findMembership(id, { id: "1' or 1=1" }), undefined);
      assert.equal(await subject.provider.findMembership(id, { slug: slug() }), undefined);
      assert.equal(await subject.provider.findMembership(id, { slug: "\u0000" }), undefined);
      assert.equal(await subject.provider.findMembership(randomUUID(), { id: workspace.id }), undefined);
      assert.deepEqual(await subject.provider.listMemberships(randomUUID()), []);
    },
  },
  {
    name: "finds no membership in another person's workspace",
    needs: "manyWorkspaces",
    async run(subject) {
      const ana = await personOf(subject, await subject.someone());
      const ben = await personOf(subject, await subject.someone());
      const { workspace } = await subject.provider.createWorkspace({ name: "Ana's", slug: slug(), ownerId: ana.id });
      assert.equal(await subject.provider.findMembership(ben.id, { id: workspace.id }), undefined);
      assert.equal(await subject.provider.findMembership(ben.id, { slug: workspace.slug }), undefined);
    },
  },
  {
    name: "gives a slug to one of eight who ask at once, and tells the others that it is taken",
    needs: "manyWorkspaces",
    async run(subject) {
      const { id: ownerId } = await personOf(subject, await subject.someone());
      const wanted = slug();
      const asked = await Promise.allSettled(
        Array.from({ length: 8 }, () => subject.provider.createWorkspace({ name: "Acme", slug: wanted, ownerId })),
      );
      const refused = asked.filter((one) => one.status === "rejected");
      assert.equal(refused.length, 7);
      for (const { reason } of refused) {
        const { code, kind } = reason as { code?: unknown; kind?: unknown };
        assert.deepEqual({ code, kind }, { code: "identity.slug_taken", kind: "conflict" });
      }
      assert.equal((await subject.provider.listMemberships(ownerId)).length, 1);
    },
  },
];

async function aMembership({ provider }: IdentitySubject, personId: string) {
  if (provider.capabilities.manyWorkspaces) {
    return provider.createWorkspace({ name: "Acme", slug: slug(), ownerId: personId });
  }
  const [only] = await provider.listMemberships(personId);
  assert.ok(only, "expected the one workspace");
  return only;
}
