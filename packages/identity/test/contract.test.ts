import { randomUUID } from "node:crypto";
import { describeConformance, describeMutants, type Mutant } from "@ninefold/testing/conformance-kit";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { afterAll } from "vitest";
import { IdentityError } from "../src/errors.ts";
import type { IdentityProvider } from "../src/port.ts";
import { identityCases, type IdentitySubject } from "./conformance.ts";
import { betterAuthTarget, targets } from "./targets.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

describeConformance("IdentityProvider", identityCases, {
  ...targets,
  "better-auth": betterAuthTarget(database.urls.DATABASE_IDENTITY_URL),
});

type Broken = (good: IdentityProvider, subject: IdentitySubject) => Partial<IdentityProvider>;

/** Breaks the provider; how a person acts on it stays as it is. */
const provider =
  (broken: Broken): Mutant<IdentitySubject> =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider, subject) } });

const someoneElse = { id: randomUUID(), name: "Somebody", email: "somebody@example.com" };

describeMutants("IdentityProvider", identityCases, targets.memory, {
  "knows nobody at all": provider(() => ({ findSession: async () => undefined })),
  "takes everybody for somebody": provider((good) => ({
    findSession: async (headers) =>
      (await good.findSession(headers)) ?? { id: "s", person: someoneElse, expiresAt: new Date(8.64e15) },
  })),
  "shortens names": provider((good) => ({
    findSession: async (headers) => {
      const found = await good.findSession(headers);
      return found && { ...found, person: { ...found.person, name: found.person.name.slice(0, 3) } };
    },
  })),
  "gives a person a new id at each request": provider((good) => ({
    findSession: async (headers) => {
      const found = await good.findSession(headers);
      return found && { ...found, person: { ...found.person, id: randomUUID() } };
    },
  })),
  "has one session a person": provider((good) => ({
    findSession: async (headers) => {
      const found = await good.findSession(headers);
      return found && { ...found, id: found.person.id };
    },
  })),
  "forgets to end the session": (subject) => ({ ...subject, signOut: async () => undefined }),
  "tells an unknown address from a wrong password": (subject) => ({
    ...subject,
    signIn: async (credentials) => {
      const attempt = await subject.signIn(credentials);
      return attempt.headers ? attempt : { ...attempt, body: { email: credentials.email } };
    },
  }),
  "lets a wrong password in": (subject) => {
    const known = new Map<string, string>();
    return {
      ...subject,
      signUp: async (person) => {
        const address = person.email.toLowerCase();
        if (!known.has(address)) known.set(address, person.password);
        return subject.signUp(person);
      },
      signIn: (credentials) =>
        subject.signIn({ ...credentials, password: known.get(credentials.email) ?? credentials.password }),
    };
  },
  "takes a short password": (subject) => ({
    ...subject,
    signUp: (person) => subject.signUp({ ...person, password: person.password.padEnd(12, "x") }),
  }),
  "takes the id from the form": (subject) => {
    const planted = new Map<string, string>();
    return {
      ...subject,
      signUp: async (person) => {
        const { id } = person as { id?: string };
        const headers = await subject.signUp(person);
        if (id !== undefined && headers) planted.set(headers.get("cookie") ?? "", id);
        return headers;
      },
      provider: {
        ...subject.provider,
        findSession: async (headers) => {
          const found = await subject.provider.findSession(headers);
          const id = planted.get(headers.get("cookie") ?? "");
          return found && id !== undefined ? { ...found, person: { ...found.person, id } } : found;
        },
      },
    };
  },
  "makes the creator a member": provider((good) => ({
    createWorkspace: async (input) => ({ ...(await good.createWorkspace(input)), role: "member" }),
  })),
  "finds no workspace by slug": provider((good) => ({
    findMembership: async (userId, ref) => ("slug" in ref ? undefined : good.findMembership(userId, ref)),
  })),
  "lists the newest first": provider((good) => ({
    listMemberships: async (userId) => (await good.listMemberships(userId)).toReversed(),
  })),
  "finds a workspace for whoever asks": provider((good) => {
    const all: Awaited<ReturnType<IdentityProvider["createWorkspace"]>>[] = [];
    return {
      createWorkspace: async (input) => {
        const created = await good.createWorkspace(input);
        all.push(created);
        return created;
      },
      findMembership: async (_userId, ref) =>
        all.find(({ workspace }) => ("id" in ref ? workspace.id === ref.id : workspace.slug === ref.slug)),
    };
  }),
  "overlooks a race for a slug": provider((good) => ({
    createWorkspace: async (input) =>
      good
        .createWorkspace(input)
        .catch(() => good.createWorkspace({ ...input, slug: `${input.slug}-${randomUUID()}` })),
  })),
  "reports a taken slug as its own failure": provider((good) => ({
    createWorkspace: (input) =>
      good.createWorkspace(input).catch((cause: unknown) => {
        throw new IdentityError("identity.unavailable", "the insert failed", { cause });
      }),
  })),
});
