import { randomBytes, randomUUID } from "node:crypto";
import { assertRoomForDomain, domainOf, DOMAINS } from "../../domain/domains.ts";
import { assertMay } from "../../domain/roles.ts";
import { assertMayBringIn } from "../../domain/sign-in-connection.ts";
import { IdentityError } from "../../errors.ts";
import type { Domain, DomainRef, DomainsPort, SignInConnection, SignInRef } from "../../port-domains.ts";
import type { MemoryState } from "./state.ts";

interface Row {
  readonly workspaceId: string;
  readonly id: string;
  readonly domain: string;
  readonly token: string;
  claimedAt: Date;
  verifiedAt: Date | null;
  checkedAt: Date;
  lostAt: Date | null;
}

type Kept = Omit<SignInConnection, "roleName"> & { readonly clientSecret: string };

/** Domains and connections, with the rules of the default adapter. Nobody signs in by them: there is nobody to ask. */
export function memoryDomains(state: MemoryState): DomainsPort {
  const { now, record } = state;
  let rows: readonly Row[] = [];
  const connections = new Map<string, Kept>();
  const isThere = (row: Row) => row.verifiedAt !== null || state.isWithin(row.claimedAt, DOMAINS.claimMs);
  const of = (workspaceId: string) => rows.filter((row) => row.workspaceId === workspaceId && isThere(row));

  return {
    listDomains: async (workspaceId) =>
      of(workspaceId)
        .map(toDomain)
        .toSorted((one, other) => (one.domain < other.domain ? -1 : 1)),

    async claimDomain({ workspaceId, actorId, id = randomUUID(), domain }) {
      assertMay(state.actorIn(workspaceId, actorId), "sign-in:manage");
      const known = of(workspaceId).find((row) => row.domain === domain);
      if (known !== undefined) return toDomain(known);
      assertRoomForDomain(of(workspaceId).length);
      const token = randomBytes(20).toString("base64url");
      const times = { claimedAt: now(), verifiedAt: null, checkedAt: now(), lostAt: null };
      const row: Row = { workspaceId, id, domain, token, ...times };
      rows = [...rows, row];
      tell("identity.domain_claimed", row);
      return toDomain(row);
    },

    async verifyDomain(ref) {
      const row = found(ref);
      if (rows.some((one) => one !== row && one.domain === row.domain && one.verifiedAt !== null)) throw taken();
      if (row.verifiedAt === null) tell("identity.domain_verified", row);
      else if (row.lostAt !== null) tell("identity.domain_found", row);
      Object.assign(row, { verifiedAt: row.verifiedAt ?? now(), checkedAt: now(), lostAt: null });
      return toDomain(row);
    },

    async removeDomain(ref) {
      const row = found(ref);
      rows = rows.filter((one) => one !== row);
      tell("identity.domain_removed", row);
    },

    listDomainsToCheck: async (limit) =>
      rows
        .filter((row) => row.verifiedAt !== null && !state.isWithin(row.checkedAt, DOMAINS.checkEveryMs))
        .toSorted((one, other) => one.checkedAt.getTime() - other.checkedAt.getTime())
        .slice(0, limit)
        .map(({ id, domain, token }) => ({ id, domain, token })),

    async noteDomainCheck(domainId, isSeen) {
      const row = rows.find((one) => one.id === domainId && one.verifiedAt !== null);
      if (row === undefined) return;
      row.checkedAt = now();
      if (isSeen === undefined) return;
      if (isSeen) {
        if (row.lostAt !== null) tell("identity.domain_found", row);
        row.lostAt = null;
      } else if (row.lostAt === null) {
        row.lostAt = now();
        tell("identity.domain_lost", row);
      } else if (!state.isWithin(row.lostAt, DOMAINS.graceMs)) {
        Object.assign(row, { lostAt: null, verifiedAt: null, claimedAt: now() });
        tell("identity.domain_ended", row);
      }
    },

    findSignInConnection: async (workspaceId) => {
      const kept = connections.get(workspaceId);
      return kept && toConnection(workspaceId, kept);
    },

    async saveSignInConnection({ workspaceId, actorId, id = randomUUID(), issuer, clientId, clientSecret, role }) {
      const actor = state.actorIn(workspaceId, actorId);
      assertMay(actor, "sign-in:manage");
      const grant = state.grantOf(workspaceId, role);
      assertMayBringIn(actor, grant);
      const before = connections.get(workspaceId);
      const same = before?.issuer === issuer ? before : undefined;
      const secret = clientSecret ?? same?.clientSecret;
      if (secret === undefined) throw noSecret();
      const switches = { isOn: same?.isOn ?? false, isRequired: same?.isRequired ?? false };
      const kept = { id: same?.id ?? id, issuer, clientId, clientSecret: secret, role: grant.role, ...switches };
      return keep(workspaceId, kept);
    },

    async switchSignInConnection({ isOn, isRequired, ...ref }) {
      const kept = connectionOf(ref);
      if (isOn === true && !of(ref.workspaceId).some(({ verifiedAt }) => verifiedAt !== null)) throw noVerified();
      const after = { isOn: isOn ?? kept.isOn, isRequired: isRequired ?? kept.isRequired };
      if (after.isOn === kept.isOn && after.isRequired === kept.isRequired) return toConnection(ref.workspaceId, kept);
      return keep(ref.workspaceId, { ...kept, ...after });
    },

    async removeSignInConnection({ workspaceId, actorId }) {
      assertMay(state.actorIn(workspaceId, actorId), "sign-in:manage");
      const kept = connections.get(workspaceId);
      if (kept !== undefined) end(workspaceId, kept);
    },

    findSignInIssuer: async (ref) => {
      const { id, issuer, clientId, clientSecret } = connectionOf(ref);
      return { id, issuer, clientId, clientSecret };
    },
  };

  function found({ workspaceId, actorId, domainId }: DomainRef): Row {
    assertMay(state.actorIn(workspaceId, actorId), "sign-in:manage");
    const row = of(workspaceId).find(({ id }) => id === domainId);
    if (row === undefined) throw noDomain();
    return row;
  }

  function connectionOf({ workspaceId, actorId }: SignInRef): Kept {
    assertMay(state.actorIn(workspaceId, actorId), "sign-in:manage");
    const kept = connections.get(workspaceId);
    if (kept === undefined) throw noConnection();
    return kept;
  }

  function keep(workspaceId: string, kept: Kept): SignInConnection {
    connections.set(workspaceId, kept);
    const isOf = (email: string) =>
      of(workspaceId).some(({ domain, verifiedAt }) => verifiedAt !== null && domain === domainOf(email));
    if (kept.isOn && kept.isRequired) state.required.set(workspaceId, { connectionId: kept.id, isOf });
    else state.required.delete(workspaceId);
    record({ type: "identity.sign_in_connection_changed", data: { workspaceId, connectionId: kept.id } });
    return toConnection(workspaceId, kept);
  }

  function end(workspaceId: string, kept: Kept): void {
    connections.delete(workspaceId);
    state.required.delete(workspaceId);
    record({ type: "identity.sign_in_connection_removed", data: { workspaceId, connectionId: kept.id } });
  }

  function tell(
    type: `identity.domain_${"claimed" | "verified" | "lost" | "found" | "ended" | "removed"}`,
    { workspaceId, id: domainId }: Row,
  ): void {
    record({ type, data: { workspaceId, domainId } });
  }

  function toConnection(workspaceId: string, { clientSecret: _secret, ...kept }: Kept): SignInConnection {
    return { ...kept, roleName: state.grantOf(workspaceId, kept.role).roleName };
  }

  function toDomain({ id, domain, token, claimedAt, verifiedAt, lostAt }: Row): Domain {
    const expiresAt = verifiedAt === null ? later(claimedAt, DOMAINS.claimMs) : null;
    const endsAt = lostAt === null ? null : later(lostAt, DOMAINS.graceMs);
    return { id, domain, token, claimedAt, verifiedAt, lostAt, expiresAt, endsAt };
  }
}

const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

const noDomain = () =>
  new IdentityError("identity.domain_not_found", "This domain is not here, or its claim has run out.");
const taken = () =>
  new IdentityError("identity.domain_taken", "Another workspace has shown that this domain is theirs.");
const noConnection = () => new IdentityError("identity.no_sign_in_connection", "This workspace has no single sign-on.");
const noVerified = () =>
  new IdentityError("identity.no_verified_domain", "Show first that a domain is yours: by it people are known.");
const noSecret = () => new IdentityError("identity.client_secret_missing", "Give the client secret of this provider.");
