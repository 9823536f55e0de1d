import { expiryIn, overlapUntil, parseKeyPermissions } from "./domain/api-key.ts";
import { parseName } from "./domain/name.ts";
import { actorIn, type Entry, type PersonEntry } from "./entry.ts";
import { IdentityError } from "./errors.ts";
import type { IdentityNeeds } from "./needs.ts";
import { can } from "./permissions.ts";
import type { KeyHolder, MintedKey, ServiceAccount } from "./port-keys.ts";
import type { IdentityProvider, WorkspaceRef } from "./port.ts";
import { requireRecentSignIn } from "./service-account.ts";
import { tenantIdOf } from "./tenancy.ts";

/** Service accounts, their keys, and the way in of a program that has one. */
export function createKeyUseCases(provider: IdentityProvider, { now }: Pick<IdentityNeeds, "now">) {
  return {
    /** `undefined` for whatever is no key that works now. */
    findKeyHolder: (secret: string): Promise<KeyHolder | undefined> => provider.findKeyHolder(secret),

    /**
     * As `enter`, for whoever has a key. A key is good in its own workspace alone: any other looks like one that is not
     * there. @throws IdentityError `identity.workspace_not_found`.
     */
    enterByKey(holder: KeyHolder, ref: WorkspaceRef, requestId: string): Entry {
      const { workspace, serviceAccountId, permissions } = holder;
      if ("id" in ref ? ref.id !== workspace.id : ref.slug !== workspace.slug) {
        throw new IdentityError("identity.workspace_not_found", "This workspace is not here, or not yours.");
      }
      return {
        workspace,
        permissions,
        context: {
          tenantId: tenantIdOf(workspace.id),
          actor: { type: "service", id: serviceAccountId },
          requestId,
        },
        require(permission) {
          if (can(holder, permission)) return;
          throw new IdentityError("identity.forbidden", `This key was not given ${permission}.`);
        },
      };
    },

    async listServiceAccounts(entry: Entry): Promise<readonly ServiceAccount[]> {
      entry.require("key:manage");
      return provider.listServiceAccounts(entry.workspace.id);
    },

    /** By id, for whoever sees what programs have done. As open in a workspace as the names of its members. */
    async serviceAccountNames(entry: Entry): Promise<ReadonlyMap<string, string>> {
      entry.require("member:read");
      const accounts = await provider.listServiceAccounts(entry.workspace.id);
      return new Map(accounts.map(({ id, name }) => [id, name]));
    },

    async createServiceAccount(
      entry: PersonEntry,
      input: { readonly id?: string; readonly name: string },
    ): Promise<ServiceAccount> {
      entry.require("key:manage");
      const { id } = input;
      const given = { ...(id !== undefined && { id }), name: parseName(input.name) };
      return provider.createServiceAccount({ ...actorIn(entry), ...given });
    },

    async renameServiceAccount(entry: PersonEntry, serviceAccountId: string, name: string): Promise<void> {
      entry.require("key:manage");
      await provider.renameServiceAccount({ ...actorIn(entry), serviceAccountId, name: parseName(name) });
    },

    async removeServiceAccount(entry: PersonEntry, serviceAccountId: string): Promise<void> {
      entry.require("key:manage");
      await provider.removeServiceAccount({ ...actorIn(entry), serviceAccountId });
    },

    /** Wants a recent sign-in. @throws IdentityError `identity.invalid_key_permissions`, `identity.invalid_key_lifetime`. */
    async createApiKey(entry: PersonEntry, serviceAccountId: string, input: WantedKey): Promise<MintedKey> {
      entry.require("key:manage");
      requireRecentSignIn(entry.session, now());
      const { id, name, permissions, expiresInDays } = input;
      return provider.createApiKey({
        ...actorIn(entry),
        serviceAccountId,
        ...(id !== undefined && { id }),
        name: parseName(name),
        permissions: parseKeyPermissions(permissions),
        expiresAt: expiryIn(expiresInDays, now()),
      });
    },

    /** Wants a recent sign-in: it answers a secret. @throws IdentityError `identity.invalid_key_lifetime`. */
    async rotateApiKey(entry: PersonEntry, { serviceAccountId, keyId }: KeyPlace, rotation: WantedRotation) {
      entry.require("key:manage");
      requireRecentSignIn(entry.session, now());
      const { id, overlapHours } = rotation;
      return provider.rotateApiKey({
        ...actorIn(entry),
        serviceAccountId,
        keyId,
        ...(id !== undefined && { id }),
        until: overlapUntil(overlapHours, now()),
      });
    },

    /** At once, and without a recent sign-in: a key that has leaked is ended by whoever may, as fast as they can. */
    async revokeApiKey(entry: PersonEntry, { serviceAccountId, keyId }: KeyPlace): Promise<void> {
      entry.require("key:manage");
      await provider.revokeApiKey({ ...actorIn(entry), serviceAccountId, keyId });
    },
  };
}

interface KeyPlace {
  readonly serviceAccountId: string;
  readonly keyId: string;
}

interface WantedKey {
  readonly id?: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly expiresInDays: number;
}

interface WantedRotation {
  readonly id?: string;
  readonly overlapHours: number;
}
