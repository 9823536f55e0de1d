import { randomBytes, randomUUID } from "node:crypto";
import { and, asc, count, eq, gt, isNotNull, isNull, lte, or } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { assertRoomForDomain, DOMAINS } from "../../domain/domains.ts";
import { assertMay } from "../../domain/roles.ts";
import { IdentityError } from "../../errors.ts";
import type { Domain, DomainRef, DomainsPort } from "../../port-domains.ts";
import { facts, workspaceDomain } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorIn } from "./held.ts";
import { lockWorkspace } from "./locks.ts";

type Claims = Pick<
  DomainsPort,
  "listDomains" | "claimDomain" | "verifyDomain" | "removeDomain" | "listDomainsToCheck" | "noteDomainCheck"
>;
type Row = typeof workspaceDomain.$inferSelect;

/** Domains by SQL of our own, each change under the lock of the workspace. Whose a domain is decides the table's key. */
export function sqlDomains(database: Database, now: () => Date): Claims {
  const before = (ms: number) => new Date(now().getTime() - ms);
  /** Runs a change of one domain, for somebody who may. */
  const change = <T>(ref: DomainRef, work: (tx: Tx, found: Row) => Promise<T>): Promise<T> =>
    attempt(() =>
      database.transaction(async (tx) => {
        await lockFor(tx, ref);
        const [found] = isUuid(ref.domainId)
          ? await tx
              .select()
              .from(workspaceDomain)
              .where(and(domainIs(ref), isThere()))
          : [];
        if (found === undefined) throw noDomain();
        return work(tx, found);
      }),
    );

  return {
    async listDomains(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      const rows = await attempt(() =>
        database
          .select()
          .from(workspaceDomain)
          .where(and(eq(workspaceDomain.organizationId, workspaceId), isThere()))
          .orderBy(asc(workspaceDomain.domain)),
      );
      return rows.map(toDomain);
    },

    claimDomain: ({ workspaceId, actorId, id = randomUUID(), domain }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockFor(tx, { workspaceId, actorId });
          const own = eq(workspaceDomain.organizationId, workspaceId);
          await tx.delete(workspaceDomain).where(and(own, isOver()));
          const [known] = await tx
            .select()
            .from(workspaceDomain)
            .where(and(own, eq(workspaceDomain.domain, domain)));
          if (known !== undefined) return toDomain(known);
          const [found] = await tx.select({ domains: count() }).from(workspaceDomain).where(own);
          assertRoomForDomain(found?.domains ?? 0);
          const token = randomBytes(20).toString("base64url");
          const claim = { organizationId: workspaceId, id, domain, token, claimedAt: now() };
          const [made] = await tx.insert(workspaceDomain).values(claim).returning();
          if (made === undefined) throw noDomain();
          await tell(tx, "identity.domain_claimed", made);
          return toDomain(made);
        }),
      ),

    verifyDomain: (ref) =>
      change(ref, async (tx, found) => {
        const verified = { verifiedAt: found.verifiedAt ?? now(), checkedAt: now(), lostAt: null };
        await tx.update(workspaceDomain).set(verified).where(domainIs(ref));
        if (found.verifiedAt === null) await tell(tx, "identity.domain_verified", found);
        else if (found.lostAt !== null) await tell(tx, "identity.domain_found", found);
        return toDomain({ ...found, ...verified });
      }),

    removeDomain: (ref) =>
      change(ref, async (tx, found) => {
        await tx.delete(workspaceDomain).where(domainIs(ref));
        await tell(tx, "identity.domain_removed", found);
      }),

    listDomainsToCheck: (limit) =>
      attempt(() =>
        database
          .select({ id: workspaceDomain.id, domain: workspaceDomain.domain, token: workspaceDomain.token })
          .from(workspaceDomain)
          .where(
            and(isNotNull(workspaceDomain.verifiedAt), lte(workspaceDomain.checkedAt, before(DOMAINS.checkEveryMs))),
          )
          .orderBy(asc(workspaceDomain.checkedAt), asc(workspaceDomain.id))
          .limit(limit),
      ),

    async noteDomainCheck(domainId, isSeen) {
      if (!isUuid(domainId)) return;
      await attempt(() =>
        database.transaction(async (tx) => {
          const one = eq(workspaceDomain.id, domainId);
          const [found] = await tx
            .select()
            .from(workspaceDomain)
            .where(and(one, isNotNull(workspaceDomain.verifiedAt)))
            .for("update");
          if (found === undefined) return;
          const { set, type } = seen(found, isSeen);
          await tx
            .update(workspaceDomain)
            .set({ checkedAt: now(), ...set })
            .where(one);
          if (type !== undefined) await tell(tx, type, found);
        }),
      );
    },
  };

  function seen({ lostAt }: Row, isSeen: boolean | undefined): Seen {
    if (isSeen === undefined) return {};
    if (isSeen) return lostAt === null ? {} : { set: { lostAt: null }, type: "identity.domain_found" };
    if (lostAt === null) return { set: { lostAt: now() }, type: "identity.domain_lost" };
    if (lostAt > before(DOMAINS.graceMs)) return {};
    return { set: { lostAt: null, verifiedAt: null, claimedAt: now() }, type: "identity.domain_ended" };
  }

  function isThere() {
    return or(isNotNull(workspaceDomain.verifiedAt), gt(workspaceDomain.claimedAt, before(DOMAINS.claimMs)));
  }

  function isOver() {
    return and(isNull(workspaceDomain.verifiedAt), lte(workspaceDomain.claimedAt, before(DOMAINS.claimMs)));
  }
}

interface Seen {
  readonly set?: Partial<Row>;
  readonly type?: DomainFact;
}

type DomainFact = `identity.domain_${"claimed" | "verified" | "lost" | "found" | "ended" | "removed"}`;

async function tell(tx: Tx, type: DomainFact, { organizationId: workspaceId, id: domainId }: Row): Promise<void> {
  await tx.insert(facts).values({ type, tenantId: workspaceId, data: { workspaceId, domainId } });
}

async function lockFor(tx: Tx, { workspaceId, actorId }: Pick<DomainRef, "workspaceId" | "actorId">): Promise<void> {
  await lockWorkspace(tx, workspaceId);
  assertMay(await actorIn(tx, workspaceId, actorId), "sign-in:manage");
}

const domainIs = ({ workspaceId, domainId }: DomainRef) =>
  and(eq(workspaceDomain.organizationId, workspaceId), eq(workspaceDomain.id, domainId));

function toDomain({ id, domain, token, claimedAt, verifiedAt, lostAt }: Row): Domain {
  return {
    id,
    domain,
    token,
    claimedAt,
    verifiedAt,
    lostAt,
    expiresAt: verifiedAt === null ? later(claimedAt, DOMAINS.claimMs) : null,
    endsAt: lostAt === null ? null : later(lostAt, DOMAINS.graceMs),
  };
}

const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

const noDomain = () =>
  new IdentityError("identity.domain_not_found", "This domain is not here, or its claim has run out.");
