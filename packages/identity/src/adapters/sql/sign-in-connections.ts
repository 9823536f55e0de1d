import { randomUUID } from "node:crypto";
import { and, eq, isNotNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { assertMay } from "../../domain/roles.ts";
import { assertMayBringIn } from "../../domain/sign-in-connection.ts";
import { IdentityError } from "../../errors.ts";
import { isPermission } from "../../permissions.ts";
import type { DomainsPort, SignInConnection, SignInRef } from "../../port-domains.ts";
import { customRole, facts, signInConnection, workspaceDomain } from "../../schema.ts";
import type { Seals } from "../../sso/seal.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { actorIn, grantOf, storedAs, toHeld } from "./held.ts";
import { lockWorkspace } from "./locks.ts";

type Connections = Pick<
  DomainsPort,
  | "findSignInConnection"
  | "saveSignInConnection"
  | "switchSignInConnection"
  | "removeSignInConnection"
  | "findSignInIssuer"
>;

/** What workspaces have set up for the people of their domains. Every change is under the lock of the workspace. */
export function sqlSignInConnections(database: Database, now: () => Date, seals: Seals): Connections {
  return {
    async findSignInConnection(workspaceId) {
      if (!isUuid(workspaceId)) return undefined;
      const found = await attempt(() => read(database, workspaceId));
      return found && toConnection(found);
    },

    saveSignInConnection: ({ id = randomUUID(), issuer, clientId, clientSecret, role, ...ref }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, ref.workspaceId);
          const actor = await actorIn(tx, ref.workspaceId, ref.actorId);
          assertMay(actor, "sign-in:manage");
          const grant = await grantOf(tx, ref.workspaceId, role);
          assertMayBringIn(actor, grant);
          const before = await read(tx, ref.workspaceId);
          const isSame = before?.row.issuer === issuer;
          // Never for another issuer: it would be told the secret of the first.
          if (clientSecret === undefined && !isSame) throw noSecret();
          const kept = isSame ? before.row.id : id;
          if (before !== undefined && !isSame) await tx.delete(signInConnection).where(isOf(ref.workspaceId));
          const values = {
            issuer,
            clientId,
            ...storedAs(grant.role),
            ...(clientSecret !== undefined && { sealedSecret: seals.seal(clientSecret, kept) }),
          };
          if (isSame) await tx.update(signInConnection).set(values).where(isOf(ref.workspaceId));
          else {
            const made = { id: kept, organizationId: ref.workspaceId, sealedSecret: "", createdAt: now(), ...values };
            await tx.insert(signInConnection).values(made);
          }
          return told(tx, ref.workspaceId);
        }),
      ),

    switchSignInConnection: ({ isOn, isRequired, ...ref }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const { row } = await lockFor(tx, ref);
          const domains = and(
            eq(workspaceDomain.organizationId, ref.workspaceId),
            isNotNull(workspaceDomain.verifiedAt),
          );
          const [verified] = await tx.select({ id: workspaceDomain.id }).from(workspaceDomain).where(domains).limit(1);
          if (isOn === true && verified === undefined) throw noVerified();
          const after = { isOn: isOn ?? row.isOn, isRequired: isRequired ?? row.isRequired };
          if (after.isOn === row.isOn && after.isRequired === row.isRequired) return reread(tx, ref.workspaceId);
          await tx.update(signInConnection).set(after).where(isOf(ref.workspaceId));
          return told(tx, ref.workspaceId);
        }),
      ),

    removeSignInConnection: (ref) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockWorkspace(tx, ref.workspaceId);
          assertMay(await actorIn(tx, ref.workspaceId, ref.actorId), "sign-in:manage");
          await remove(tx, ref.workspaceId);
        }),
      ),

    findSignInIssuer: (ref) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const { row } = await lockFor(tx, ref);
          const { id, issuer, clientId, sealedSecret } = row;
          return { id, issuer, clientId, clientSecret: seals.open(sealedSecret, id) };
        }),
      ),
  };
}

type Found = NonNullable<Awaited<ReturnType<typeof read>>>;

async function read(database: Pick<Tx, "select">, workspaceId: string) {
  const [found] = await database
    .select({ row: signInConnection, roleName: customRole.name, permissions: customRole.permissions })
    .from(signInConnection)
    .leftJoin(
      customRole,
      and(
        eq(customRole.organizationId, signInConnection.organizationId),
        eq(customRole.id, signInConnection.customRoleId),
      ),
    )
    .where(isOf(workspaceId));
  return found;
}

async function lockFor(tx: Tx, { workspaceId, actorId }: SignInRef): Promise<Found> {
  await lockWorkspace(tx, workspaceId);
  assertMay(await actorIn(tx, workspaceId, actorId), "sign-in:manage");
  const known = await read(tx, workspaceId);
  if (known === undefined) throw noConnection();
  return known;
}

async function reread(tx: Tx, workspaceId: string): Promise<SignInConnection> {
  const known = await read(tx, workspaceId);
  if (known === undefined) throw noConnection();
  return toConnection(known);
}

async function told(tx: Tx, workspaceId: string): Promise<SignInConnection> {
  const connection = await reread(tx, workspaceId);
  const data = { workspaceId, connectionId: connection.id };
  await tx.insert(facts).values({ type: "identity.sign_in_connection_changed", tenantId: workspaceId, data });
  return connection;
}

/** A trigger takes everybody's connection to it along. */
async function remove(tx: Tx, workspaceId: string): Promise<void> {
  const gone = await tx.delete(signInConnection).where(isOf(workspaceId)).returning({ id: signInConnection.id });
  for (const { id: connectionId } of gone) {
    const data = { workspaceId, connectionId };
    await tx.insert(facts).values({ type: "identity.sign_in_connection_removed", tenantId: workspaceId, data });
  }
}

const isOf = (workspaceId: string) => eq(signInConnection.organizationId, workspaceId);

function toConnection({ row, roleName, permissions }: Found): SignInConnection {
  const { id, issuer, clientId, isOn, isRequired, role, customRoleId } = row;
  const held = toHeld({ role, customRoleId, roleName, permissions: permissions?.filter(isPermission) ?? null });
  if (held.role === "owner") throw noConnection();
  return { id, issuer, clientId, isOn, isRequired, role: held.role, roleName: held.roleName };
}

const noConnection = () => new IdentityError("identity.no_sign_in_connection", "This workspace has no single sign-on.");
const noVerified = () =>
  new IdentityError("identity.no_verified_domain", "Show first that a domain is yours: by it people are known.");
const noSecret = () => new IdentityError("identity.client_secret_missing", "Give the client secret of this provider.");
