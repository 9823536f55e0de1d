import { randomUUID } from "node:crypto";
import { hashOf, isSecret, mintSecret, prefixOf } from "../../api-secret.ts";
import {
  assertMayGiveKey,
  assertMayManageKeys,
  isAlive,
  isShown,
  successionOf,
  usesNotedBefore,
} from "../../domain/api-key.ts";
import { assertRoomForKey, assertRoomForServiceAccount } from "../../domain/limits.ts";
import { IdentityError } from "../../errors.ts";
import type { ApiKey, ApiKeyRef, KeysPort, NewApiKey, ServiceAccountRef } from "../../port-keys.ts";
import { byName } from "./by-name.ts";
import type { KeyRow, MemoryState, ServiceAccountRow } from "./state.ts";

export function memoryKeys(state: MemoryState): KeysPort {
  const { serviceAccounts, record, now } = state;

  return {
    listServiceAccounts: async (workspaceId) =>
      accountsOf(workspaceId)
        .map((one) => ({
          ...shown(one),
          keys: one.keys
            .filter((key) => isShown(key, now()))
            .map(toKey)
            .toReversed(),
        }))
        .toSorted(byName),

    async createServiceAccount({ workspaceId, actorId, id = randomUUID(), name }) {
      assertMayManageKeys(state.actorIn(workspaceId, actorId));
      assertRoomForServiceAccount(accountsOf(workspaceId).length);
      assertFree(workspaceId, name);
      const row = { workspaceId, id, name, createdAt: now(), createdById: actorId, keys: [] };
      serviceAccounts.push(row);
      record({ type: "identity.service_account_created", data: { workspaceId, serviceAccountId: id } });
      return { ...shown(row), keys: [] };
    },

    async renameServiceAccount({ name, ...ref }) {
      const { account, data } = found(ref);
      if (account.name === name) return;
      assertFree(ref.workspaceId, name, account.id);
      account.name = name;
      record({ type: "identity.service_account_renamed", data });
    },

    async removeServiceAccount(ref) {
      const { account, data } = found(ref);
      serviceAccounts.splice(serviceAccounts.indexOf(account), 1);
      record({ type: "identity.service_account_removed", data });
    },

    async createApiKey(input) {
      const { actor, account, data } = found(input);
      assertMayGiveKey(actor, input);
      const minted = add(account, input);
      record({ type: "identity.api_key_created", data: { ...data, keyId: minted.key.id } });
      return minted;
    },

    async rotateApiKey({ id, until, ...ref }) {
      const { actor, account, data } = found(ref);
      const old = keyIn(account, ref);
      assertMayGiveKey(actor, old);
      const { expiresAt, oldEndsAt } = successionOf(old, { now: now(), until });
      const { name, permissions } = old;
      const minted = add(account, { ...ref, ...(id !== undefined && { id }), name, permissions, expiresAt });
      old.endsAt = oldEndsAt;
      const keys = { keyId: minted.key.id, replacedKeyId: old.id };
      record({ type: "identity.api_key_rotated", data: { ...data, ...keys } });
      return minted;
    },

    async revokeApiKey(ref) {
      const { account, data } = found(ref);
      const key = keyIn(account, ref);
      if (key.revokedAt !== null) return;
      key.revokedAt = now();
      record({ type: "identity.api_key_revoked", data: { ...data, keyId: key.id } });
    },

    async findKeyHolder(secret) {
      if (!isSecret(secret)) return undefined;
      const hash = hashOf(secret);
      const account = serviceAccounts.find(({ keys }) => keys.some((one) => one.hash === hash));
      const key = account?.keys.find((one) => one.hash === hash);
      const place = account && state.membersOf(account.workspaceId)[0]?.workspace;
      if (account === undefined || key === undefined || place === undefined) return undefined;
      if (state.isClosed(place.id) || !isAlive(key, now())) return undefined;
      if (key.lastUsedAt === null || key.lastUsedAt <= usesNotedBefore(now())) key.lastUsedAt = now();
      return {
        keyId: key.id,
        serviceAccountId: account.id,
        workspace: { ...place },
        permissions: [...key.permissions],
      };
    },
  };

  function add(account: ServiceAccountRow, { id = randomUUID(), actorId, name, permissions, expiresAt }: NewApiKey) {
    const createdAt = now();
    assertRoomForKey(account.keys.filter((one) => isAlive(one, createdAt)).length);
    const secret = mintSecret();
    const key: KeyRow = {
      id,
      name,
      prefix: prefixOf(secret),
      hash: hashOf(secret),
      permissions: [...permissions],
      createdAt,
      createdById: actorId,
      expiresAt,
      lastUsedAt: null,
      endsAt: null,
      revokedAt: null,
    };
    account.keys.push(key);
    return { key: toKey(key), secret };
  }

  function shown({ id, name, createdAt, createdById }: ServiceAccountRow) {
    return { id, name, createdAt, createdBy: makerOf(createdById) };
  }

  function toKey({ hash: _never, createdById, revokedAt, endsAt, permissions, ...key }: KeyRow): ApiKey {
    const createdBy = makerOf(createdById);
    return { ...key, permissions: [...permissions], createdBy, endsAt: revokedAt ?? endsAt };
  }

  function makerOf(userId: string): ApiKey["createdBy"] {
    const person = state.people.find(userId)?.person;
    return person === undefined ? null : { id: person.id, name: person.name };
  }

  function accountsOf(workspaceId: string) {
    return serviceAccounts.filter((one) => one.workspaceId === workspaceId);
  }

  function found({ workspaceId, actorId, serviceAccountId }: ServiceAccountRef) {
    const actor = state.actorIn(workspaceId, actorId);
    assertMayManageKeys(actor);
    const account = accountsOf(workspaceId).find(({ id }) => id === serviceAccountId);
    if (account === undefined) {
      throw new IdentityError("identity.service_account_not_found", "This service account is not in this workspace.");
    }
    return { actor, account, data: { workspaceId, serviceAccountId } };
  }

  function assertFree(workspaceId: string, name: string, own?: string): void {
    const isTaken = accountsOf(workspaceId).some(
      (one) => one.id !== own && one.name.toLowerCase() === name.toLowerCase(),
    );
    if (!isTaken) return;
    throw new IdentityError(
      "identity.service_account_name_taken",
      "There is a service account of this name. Choose another.",
    );
  }
}

function keyIn(account: ServiceAccountRow, { keyId }: Pick<ApiKeyRef, "keyId">): KeyRow {
  const key = account.keys.find(({ id }) => id === keyId);
  if (key !== undefined) return key;
  throw new IdentityError("identity.key_not_found", "This key is not one of this service account.");
}
