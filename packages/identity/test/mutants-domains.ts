import type { Mutant } from "@ninefold/testing/conformance-kit";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { IdentityProvider } from "../src/port.ts";
import type { IdentitySubject } from "./cases/subject.ts";

type DomainMutant = Mutant<IdentitySubject>;

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): DomainMutant =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

const silentOf =
  (type: string): DomainMutant =>
  (subject) => ({ ...subject, facts: async () => (await subject.facts()).filter((one) => one.type !== type) });

/** Resolves where the provider refuses with this code. */
const overlook = <T>(code: IdentityErrorCode, work: Promise<T>, instead: T): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof IdentityError && error.code === code) return instead;
    throw error;
  });

const ownerOf = async (good: IdentityProvider, workspaceId: string) =>
  (await good.listMembers(workspaceId)).find(({ role }) => role === "owner")?.person.id ?? "";
const at = new Date(0);
const times = { claimedAt: at, expiresAt: null, verifiedAt: at, lostAt: null, endsAt: null };
const someDomain = { id: "d", domain: "d.example", token: "t", ...times };
const someConnection = {
  id: "c",
  issuer: "i",
  clientId: "c",
  isOn: true,
  isRequired: false,
  role: "member",
  roleName: null,
} as const;
const memberships = (change: (id: string | undefined, role: string) => string | undefined) =>
  provider((good) => ({
    findMembership: async (userId, ref) => {
      const found = await good.findMembership(userId, ref);
      if (found === undefined) return undefined;
      const { requiredConnection, ...rest } = found;
      const asked = change(requiredConnection, found.role);
      return { ...rest, ...(asked !== undefined && { requiredConnection: asked }) };
    },
  }));

/** One deliberately broken adapter per rule about domains and what is set up for them. */
export const domainMutants: Readonly<Record<string, DomainMutant>> = {
  "gives a claim another token each time": provider((good) => ({
    claimDomain: async (claim) => ({ ...(await good.claimDomain(claim)), token: crypto.randomUUID() }),
  })),
  "says nothing of a domain that is verified": silentOf("identity.domain_verified"),
  "says nothing of a domain that is lost": silentOf("identity.domain_lost"),
  "verifies a domain for two workspaces": provider((good) => ({
    verifyDomain: (ref) => overlook("identity.domain_taken", good.verifyDomain(ref), someDomain),
  })),
  "verifies what is not there": provider((good) => ({
    verifyDomain: (ref) => overlook("identity.domain_not_found", good.verifyDomain(ref), someDomain),
  })),
  "never looks again": provider(() => ({ listDomainsToCheck: async () => [] })),
  "takes silence for a missing record": provider((good) => ({
    noteDomainCheck: (id, isThere) => good.noteDomainCheck(id, isThere ?? false),
  })),
  "never loses a domain": provider((good) => ({
    noteDomainCheck: (id, isThere) => good.noteDomainCheck(id, isThere === false ? undefined : isThere),
  })),
  "keeps domains without end": provider((good) => ({
    claimDomain: (claim) => overlook("identity.too_many_domains", good.claimDomain(claim), someDomain),
  })),
  "answers the secret of a connection": provider((good) => ({
    saveSignInConnection: async (saved) => ({
      ...(await good.saveSignInConnection(saved)),
      clientSecret: saved.clientSecret,
    }),
  })),
  "takes a connection without a secret": provider((good) => ({
    saveSignInConnection: (saved) => good.saveSignInConnection({ clientSecret: "none", ...saved }),
  })),
  "keeps a connection on for another issuer": provider((good) => ({
    saveSignInConnection: async (saved) => {
      const before = await good.findSignInConnection(saved.workspaceId);
      const after = await good.saveSignInConnection(saved);
      return { ...after, isOn: before?.isOn ?? false };
    },
  })),
  "switches on for nobody": provider((good) => ({
    switchSignInConnection: (change) =>
      overlook("identity.no_verified_domain", good.switchSignInConnection(change), someConnection),
  })),
  "makes newcomers admins": provider((good) => ({
    saveSignInConnection: (saved) =>
      overlook("identity.invalid_role", good.saveSignInConnection(saved), someConnection),
  })),
  "lets anybody in the workspace change its sign-in": provider((good) => ({
    saveSignInConnection: async (saved) =>
      good.saveSignInConnection({ ...saved, actorId: await ownerOf(good, saved.workspaceId) }),
  })),
  "lets anybody in the workspace remove its domains": provider((good) => ({
    removeDomain: async (ref) => good.removeDomain({ ...ref, actorId: await ownerOf(good, ref.workspaceId) }),
  })),
  "does not remove a connection": provider(() => ({ removeSignInConnection: async () => undefined })),
  "asks nobody for a required connection": memberships(() => undefined),
  "asks owners for a required connection": memberships((id, role) => (role === "owner" ? "any" : id)),
};
