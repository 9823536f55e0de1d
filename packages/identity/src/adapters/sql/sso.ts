import { and, asc, eq, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { account, facts, member, organization, signInConnection, user, workspaceDomain } from "../../schema.ts";
import type { SsoConnection } from "../../port-sso.ts";
import type { Seals } from "../../sso/seal.ts";
import { ssoOff } from "../../sso/no-providers.ts";
import type { SsoStore } from "../../sso/sign-in.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { memberIs } from "./held.ts";
import { tryLockWorkspace } from "./locks.ts";

/** Sign-ins by workspaces' connections, as every provider on our tables asks for them. */
export function sqlSso(database: Database, seals: Seals): SsoStore {
  return {
    async findByDomain(domain) {
      const [found] = await attempt(() =>
        database
          .select({ workspaceId: workspaceDomain.organizationId })
          .from(workspaceDomain)
          .where(and(eq(workspaceDomain.domain, domain), isNotNull(workspaceDomain.verifiedAt))),
      );
      return found && findOne(eq(signInConnection.organizationId, found.workspaceId));
    },

    findById: async (id) => (isUuid(id) ? findOne(eq(signInConnection.id, id)) : undefined),
    findByWorkspace: async (id) => (isUuid(id) ? findOne(eq(signInConnection.organizationId, id)) : undefined),
    hasDomain: (workspaceId, domain) => attempt(() => isVerified(database, workspaceId, domain)),

    async isMember(workspaceId, userId) {
      if (!isUuid(userId)) return false;
      const found = await attempt(() =>
        database.select({ id: member.id }).from(member).where(memberIs(workspaceId, userId)),
      );
      return found.length > 0;
    },

    async addressOf(userId) {
      if (!isUuid(userId)) return undefined;
      const [found] = await attempt(() => database.select({ email: user.email }).from(user).where(eq(user.id, userId)));
      return found?.email;
    },

    async list(userId) {
      if (!isUuid(userId)) return [];
      return attempt(() =>
        database
          .select({
            workspaceId: organization.id,
            workspaceName: organization.name,
            connectedAt: account.createdAt,
            isInDomain: sql<boolean>`exists (
              select 1 from ${workspaceDomain} where ${workspaceDomain.organizationId} = ${organization.id}
                and ${workspaceDomain.verifiedAt} is not null and ${workspaceDomain.domain} = ${domainOfUser()})`,
          })
          .from(signInConnection)
          .innerJoin(organization, eq(organization.id, signInConnection.organizationId))
          .innerJoin(member, and(eq(member.organizationId, organization.id), eq(member.userId, userId)))
          .innerJoin(user, eq(user.id, member.userId))
          .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, voucher())))
          .where(isInUse())
          .orderBy(sql`lower(${organization.name})`, asc(organization.id)),
      );
    },

    async end({ userId, workspaceId }) {
      if (!isUuid(userId) || !isUuid(workspaceId)) return;
      const theirs = database
        .select({ provider: voucher() })
        .from(signInConnection)
        .where(eq(signInConnection.organizationId, workspaceId));
      await attempt(() =>
        database.transaction(async (tx) => {
          const one = and(eq(account.userId, userId), sql`${account.providerId} in ${theirs}`);
          const gone = await tx.delete(account).where(one).returning({ id: account.id });
          if (gone.length > 0) await tellConnection(tx, "identity.connection_removed", userId);
        }),
      );
    },
  };

  async function findOne(which: SQL): Promise<SsoConnection | undefined> {
    const [found] = await attempt(() =>
      database
        .select({ row: signInConnection, workspaceName: organization.name })
        .from(signInConnection)
        .innerJoin(organization, eq(organization.id, signInConnection.organizationId))
        .where(and(which, isInUse())),
    );
    if (found === undefined) return undefined;
    const { id, issuer, clientId, sealedSecret, organizationId: workspaceId } = found.row;
    const { workspaceName } = found;
    return { id, issuer, clientId, clientSecret: seals.open(sealedSecret, id), workspaceId, workspaceName };
  }
}

/**
 * Makes somebody new a member of the connection's workspace, in its role, as part of making the account. What has let them
 * come may have ended while they read the terms. @throws IdentityError `identity.sso_off`.
 */
export async function joinBySso(
  tx: Tx,
  { connectionId, userId, email, at }: { connectionId: string; userId: string; email: string; at: Date },
): Promise<void> {
  const one = eq(signInConnection.id, connectionId);
  const [before] = await tx.select({ workspaceId: signInConnection.organizationId }).from(signInConnection).where(one);
  if (before === undefined) throw ssoOff();
  if ((await tryLockWorkspace(tx, before.workspaceId)) === undefined) throw ssoOff();
  const [found] = await tx
    .select({ row: signInConnection })
    .from(signInConnection)
    .innerJoin(organization, eq(organization.id, signInConnection.organizationId))
    .where(and(one, isInUse()));
  if (found === undefined || !(await isVerified(tx, before.workspaceId, email.slice(email.lastIndexOf("@") + 1)))) {
    throw ssoOff();
  }
  const { role, customRoleId } = found.row;
  await tx.insert(member).values({ organizationId: before.workspaceId, userId, role, customRoleId, createdAt: at });
}

/**
 * The connection by which alone this member gets in, to be selected where member and organization are joined; null for
 * owners, so that nobody locks themselves out, and for whoever is in no domain of the workspace.
 */
export const requiredConnection = () => sql<string | null>`(
  select ${signInConnection.id} from ${signInConnection}
  where ${signInConnection.organizationId} = ${organization.id} and ${signInConnection.isOn}
    and ${signInConnection.isRequired} and ${member.role} <> 'owner'
    and exists (
      select 1 from ${workspaceDomain} inner join ${user} on ${user.id} = ${member.userId}
      where ${workspaceDomain.organizationId} = ${organization.id} and ${workspaceDomain.verifiedAt} is not null
        and ${workspaceDomain.domain} = ${domainOfUser()}))`;

export async function tellConnection(
  tx: Tx,
  type: "identity.connection_added" | "identity.connection_removed",
  userId: string,
): Promise<void> {
  await tx.insert(facts).values({ type, userId, data: { userId, provider: "sso" } });
}

const isInUse = () => and(eq(signInConnection.isOn, true), isNull(organization.closedAt));
const voucher = () => sql<string>`'sso:' || ${signInConnection.id}`;
const domainOfUser = () => sql`split_part(${user.email}, '@', 2)`;

async function isVerified(database: Pick<Tx, "select">, workspaceId: string, domain: string): Promise<boolean> {
  const found = await database
    .select({ id: workspaceDomain.id })
    .from(workspaceDomain)
    .where(
      and(
        eq(workspaceDomain.organizationId, workspaceId),
        eq(workspaceDomain.domain, domain),
        isNotNull(workspaceDomain.verifiedAt),
      ),
    );
  return found.length > 0;
}
