import { randomUUID } from "node:crypto";
import { and, count, desc, eq, gt, isNull, lte, or, type Placeholder, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { hashOf, isSecret, mintSecret, prefixOf } from "../../api-secret.ts";
import { assertMayGiveKey, assertMayManageKeys, isShown, successionOf, usesNotedBefore } from "../../domain/api-key.ts";
import { assertRoomForKey, assertRoomForServiceAccount } from "../../domain/limits.ts";
import { IdentityError } from "../../errors.ts";
import { isKeyPermission } from "../../permissions.ts";
import type { ApiKey, ApiKeyRef, KeysPort, MintedKey, ServiceAccountRef } from "../../port-keys.ts";
import { apiKey, organization, serviceAccount, user } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorIn } from "./held.ts";
import { lockWorkspace } from "./locks.ts";

interface Options {
  readonly now: () => Date;
  readonly onWarning: (message: string) => void;
}

/** Service accounts and keys by SQL of our own: see docs/decisions/0028-keys-are-ours.md. Each change is under the lock of the workspace. */
export function sqlKeys(database: Database, { now, onWarning }: Options): KeysPort {
  // Asked by every request with a key: built once, not each time. A key is gone with its service account, so that one need not be asked.
  const byHash = database
    .select({
      keyId: apiKey.id,
      permissions: apiKey.permissions,
      isUseUnnoted: sql<boolean>`${isUnnotedSince(sql.placeholder("notedBefore"))}`,
      serviceAccountId: apiKey.serviceAccountId,
      workspace: { id: organization.id, slug: organization.slug, name: organization.name },
    })
    .from(apiKey)
    .innerJoin(organization, eq(organization.id, apiKey.organizationId))
    .where(
      and(eq(apiKey.hash, sql.placeholder("hash")), isAliveAt(sql.placeholder("at")), isNull(organization.closedAt)),
    )
    .prepare("api_key_by_hash");

  /** Runs a change of one service account, for somebody who may. */
  const change = <T>(ref: ServiceAccountRef, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> =>
    attempt(() =>
      database.transaction(async (tx) => {
        const actor = await lockFor(tx, ref);
        const [found] = isUuid(ref.serviceAccountId)
          ? await tx.select({ name: serviceAccount.name }).from(serviceAccount).where(accountIs(ref))
          : [];
        if (found === undefined) throw noServiceAccount();
        return work(tx, { ...actor, accountName: found.name });
      }),
    );

  return {
    async listServiceAccounts(workspaceId) {
      if (!isUuid(workspaceId)) return [];
      const at = now();
      const [accounts, keys] = await attempt(() => Promise.all([accountsIn(workspaceId), keysIn(workspaceId)]));
      return accounts.map((one) => ({
        ...one,
        keys: keys.filter((key) => key.serviceAccountId === one.id && isShown(key, at)).map(toKey),
      }));
    },

    createServiceAccount: ({ workspaceId, actorId, id = randomUUID(), name }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockFor(tx, { workspaceId, actorId });
          const here = eq(serviceAccount.organizationId, workspaceId);
          const [found] = await tx.select({ accounts: count() }).from(serviceAccount).where(here);
          assertRoomForServiceAccount(found?.accounts ?? 0);
          const createdAt = now();
          const row = { id, organizationId: workspaceId, name, createdAt, createdBy: actorId };
          await tx.insert(serviceAccount).values(row);
          return { id, name, createdAt, createdBy: await makerOf(tx, actorId), keys: [] };
        }),
      ),

    renameServiceAccount: ({ name, ...ref }) =>
      change(ref, async (tx, { accountName }) => {
        if (name !== accountName) await tx.update(serviceAccount).set({ name }).where(accountIs(ref));
      }),

    removeServiceAccount: (ref) =>
      change(ref, async (tx) => {
        await tx.delete(serviceAccount).where(accountIs(ref));
      }),

    createApiKey: ({ id = randomUUID(), name, permissions, expiresAt, ...ref }) =>
      change(ref, async (tx, actor) => {
        assertMayGiveKey(actor, { permissions });
        return add(tx, ref, { id, name, permissions, expiresAt, replaces: null });
      }),

    rotateApiKey: ({ id = randomUUID(), until, keyId, ...ref }) =>
      change(ref, async (tx, actor) => {
        const old = await findKey(tx, { ...ref, keyId });
        const { name, permissions } = toKey({ ...old, createdBy: null });
        assertMayGiveKey(actor, { permissions });
        const { expiresAt, oldEndsAt } = successionOf(old, { now: now(), until });
        const minted = await add(tx, ref, { id, name, permissions, expiresAt, replaces: keyId });
        await tx
          .update(apiKey)
          .set({ endsAt: oldEndsAt })
          .where(keyIs({ ...ref, keyId }));
        return minted;
      }),

    revokeApiKey: (ref) =>
      change(ref, async (tx) => {
        await findKey(tx, ref);
        await tx
          .update(apiKey)
          .set({ revokedAt: now() })
          .where(and(keyIs(ref), isNull(apiKey.revokedAt)));
      }),

    async findKeyHolder(secret) {
      if (!isSecret(secret)) return undefined;
      const at = now();
      const notedBefore = usesNotedBefore(at).toISOString();
      const [row] = await attempt(() => byHash.execute({ hash: hashOf(secret), at: at.toISOString(), notedBefore }));
      if (row === undefined) return undefined;
      const { isUseUnnoted, permissions, ...holder } = row;
      // Of a use that could not be noted the consequence is a wrong date: no reason to refuse this request.
      if (isUseUnnoted) {
        const one = { workspaceId: holder.workspace.id, keyId: holder.keyId };
        await noteUsed(one, at).catch(() => onWarning("a key could not be noted as used"));
      }
      return { ...holder, permissions: permissions.filter(isKeyPermission) };
    },
  };

  async function accountsIn(workspaceId: string) {
    return database
      .select({
        id: serviceAccount.id,
        name: serviceAccount.name,
        createdAt: serviceAccount.createdAt,
        createdBy: MAKER,
      })
      .from(serviceAccount)
      .leftJoin(user, eq(user.id, serviceAccount.createdBy))
      .where(eq(serviceAccount.organizationId, workspaceId))
      .orderBy(sql`lower(${serviceAccount.name})`, serviceAccount.id);
  }

  async function keysIn(workspaceId: string) {
    return database
      .select({ ...KEY, createdBy: MAKER })
      .from(apiKey)
      .leftJoin(user, eq(user.id, apiKey.createdBy))
      .where(eq(apiKey.organizationId, workspaceId))
      .orderBy(desc(apiKey.createdAt), desc(apiKey.id));
  }

  async function add(tx: Tx, { workspaceId, actorId, serviceAccountId }: ServiceAccountRef, made: Made) {
    const createdAt = now();
    const [found] = await tx
      .select({ keys: count() })
      .from(apiKey)
      .where(
        and(
          eq(apiKey.organizationId, workspaceId),
          eq(apiKey.serviceAccountId, serviceAccountId),
          isAliveAt(createdAt),
        ),
      );
    assertRoomForKey(found?.keys ?? 0);
    const secret = mintSecret();
    const { permissions, ...rest } = made;
    const row = { ...rest, permissions: [...permissions], prefix: prefixOf(secret), createdAt };
    await tx.insert(apiKey).values({
      ...row,
      organizationId: workspaceId,
      serviceAccountId,
      hash: hashOf(secret),
      createdBy: actorId,
    });
    const createdBy = await makerOf(tx, actorId);
    const key = toKey({ ...row, createdBy, lastUsedAt: null, endsAt: null, revokedAt: null });
    return { key, secret } satisfies MintedKey;
  }

  async function noteUsed({ workspaceId, keyId }: Pick<ApiKeyRef, "workspaceId" | "keyId">, at: Date): Promise<void> {
    await database
      .update(apiKey)
      .set({ lastUsedAt: at })
      .where(and(eq(apiKey.organizationId, workspaceId), eq(apiKey.id, keyId), isUnnotedSince(usesNotedBefore(at))));
  }
}

/** As `isAlive` in `domain/api-key.ts`: asked where the rows are, so that a request reads no date that it does not need. */
function isAliveAt(at: Date | Placeholder) {
  const notEnded = or(isNull(apiKey.endsAt), gt(apiKey.endsAt, at));
  return and(gt(apiKey.expiresAt, at), isNull(apiKey.revokedAt), notEnded);
}

function isUnnotedSince(before: Date | Placeholder) {
  return or(isNull(apiKey.lastUsedAt), lte(apiKey.lastUsedAt, before));
}

type Actor = Awaited<ReturnType<typeof actorIn>> & { readonly accountName: string };
type Made = Pick<ApiKey, "id" | "name" | "permissions" | "expiresAt"> & { readonly replaces: string | null };

const MAKER = { id: user.id, name: user.name };
const KEY = {
  id: apiKey.id,
  serviceAccountId: apiKey.serviceAccountId,
  name: apiKey.name,
  prefix: apiKey.prefix,
  permissions: apiKey.permissions,
  createdAt: apiKey.createdAt,
  expiresAt: apiKey.expiresAt,
  lastUsedAt: apiKey.lastUsedAt,
  endsAt: apiKey.endsAt,
  revokedAt: apiKey.revokedAt,
};

type KeyRow = Omit<
  typeof apiKey.$inferSelect,
  "organizationId" | "serviceAccountId" | "hash" | "replaces" | "createdBy"
>;

/** A permission that keys can't have any more is one that this key does not have. */
function toKey({ revokedAt, endsAt, permissions, ...key }: KeyRow & Pick<ApiKey, "createdBy">): ApiKey {
  const { id, name, prefix, createdAt, createdBy, expiresAt, lastUsedAt } = key;
  const shown = { id, name, prefix, createdAt, createdBy, expiresAt, lastUsedAt };
  return { ...shown, permissions: permissions.filter(isKeyPermission), endsAt: revokedAt ?? endsAt };
}

async function lockFor(tx: Tx, { workspaceId, actorId }: Pick<ServiceAccountRef, "workspaceId" | "actorId">) {
  await lockWorkspace(tx, workspaceId);
  const actor = await actorIn(tx, workspaceId, actorId);
  assertMayManageKeys(actor);
  return actor;
}

async function findKey(tx: Tx, ref: ApiKeyRef) {
  const [found] = isUuid(ref.keyId) ? await tx.select(KEY).from(apiKey).where(keyIs(ref)) : [];
  if (found === undefined) {
    throw new IdentityError("identity.key_not_found", "This key is not one of this service account.");
  }
  return found;
}

async function makerOf(tx: Tx, userId: string): Promise<ApiKey["createdBy"]> {
  const [found] = await tx.select(MAKER).from(user).where(eq(user.id, userId));
  return found ?? null;
}

const accountIs = ({ workspaceId, serviceAccountId }: Omit<ServiceAccountRef, "actorId">) =>
  and(eq(serviceAccount.organizationId, workspaceId), eq(serviceAccount.id, serviceAccountId));

const keyIs = ({ workspaceId, serviceAccountId, keyId }: Omit<ApiKeyRef, "actorId">) =>
  and(eq(apiKey.organizationId, workspaceId), eq(apiKey.serviceAccountId, serviceAccountId), eq(apiKey.id, keyId));

const noServiceAccount = () =>
  new IdentityError("identity.service_account_not_found", "This service account is not in this workspace.");
