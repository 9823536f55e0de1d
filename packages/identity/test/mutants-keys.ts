import type { Mutant } from "@ninefold/testing/conformance-kit";
import { IdentityError, type IdentityErrorCode } from "../src/errors.ts";
import type { KeyHolder, MintedKey, ServiceAccount } from "../src/port-keys.ts";
import type { IdentityProvider } from "../src/port.ts";
import type { IdentitySubject } from "./cases/subject.ts";

type Broken = (good: IdentityProvider) => Partial<IdentityProvider>;

const provider =
  (broken: Broken): Mutant<IdentitySubject> =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

const told =
  (broken: (type: string) => number): Mutant<IdentitySubject> =>
  (subject) => ({
    ...subject,
    facts: async () => (await subject.facts()).flatMap((fact) => Array.from({ length: broken(fact.type) }, () => fact)),
  });

/** Resolves where the provider refuses with this code. */
async function overlook<T>(code: IdentityErrorCode, work: Promise<T>, instead: T): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof IdentityError && error.code === code) return instead;
    throw error;
  });
}

const ownerOf = async (good: IdentityProvider, workspaceId: string) =>
  (await good.listMembers(workspaceId)).find(({ role }) => role === "owner")?.person.id ?? "";

const someAccount: ServiceAccount = { id: "s", name: "S", createdAt: new Date(0), createdBy: null, keys: [] };
const someKey: MintedKey = {
  key: {
    id: "k",
    name: "K",
    prefix: "nf_",
    permissions: [],
    createdAt: new Date(0),
    createdBy: null,
    expiresAt: new Date(8.64e15),
    lastUsedAt: null,
    endsAt: null,
  },
  secret: "nf_",
};

/** Remembers whom a secret stood for when it was first seen to work, as a cache without an end does. */
const rememberer =
  (
    forgets: (
      good: IdentityProvider,
      forget: (which: (one: KeyHolder) => boolean) => void,
    ) => Partial<IdentityProvider>,
  ) =>
  (good: IdentityProvider): Partial<IdentityProvider> => {
    const seen = new Map<string, KeyHolder>();
    const forget = (which: (one: KeyHolder) => boolean) => {
      for (const [secret, holder] of seen) if (which(holder)) seen.delete(secret);
    };
    const learn = async ({ key, secret }: MintedKey) => {
      const holder = await good.findKeyHolder(secret);
      if (holder?.keyId === key.id) seen.set(secret, holder);
      return { key, secret };
    };
    return {
      createApiKey: async (input) => learn(await good.createApiKey(input)),
      rotateApiKey: async (rotation) => learn(await good.rotateApiKey(rotation)),
      findKeyHolder: async (secret) => (await good.findKeyHolder(secret)) ?? seen.get(secret),
      ...forgets(good, forget),
    };
  };

const revokes = (good: IdentityProvider, forget: (which: (one: KeyHolder) => boolean) => void) => ({
  revokeApiKey: async (ref: Parameters<IdentityProvider["revokeApiKey"]>[0]) => {
    await good.revokeApiKey(ref);
    forget(({ keyId }) => keyId === ref.keyId);
  },
});
const removes = (good: IdentityProvider, forget: (which: (one: KeyHolder) => boolean) => void) => ({
  removeServiceAccount: async (ref: Parameters<IdentityProvider["removeServiceAccount"]>[0]) => {
    await good.removeServiceAccount(ref);
    forget(({ serviceAccountId }) => serviceAccountId === ref.serviceAccountId);
  },
});

/** Deliberately broken adapters: programs and their keys. */
export const keyMutants: Readonly<Record<string, Mutant<IdentitySubject>>> = {
  "lists programs backwards": provider((good) => ({
    listServiceAccounts: async (id) => (await good.listServiceAccounts(id)).toReversed(),
  })),
  "says nothing of a program that is removed": told((type) => (type === "identity.service_account_removed" ? 0 : 1)),
  "says nothing of a key that is revoked": told((type) => (type === "identity.api_key_revoked" ? 0 : 1)),
  "tells of a rotated key twice": told((type) => (type === "identity.api_key_rotated" ? 2 : 1)),
  "lets a key in that was revoked": provider(rememberer(removes)),
  "lets a key in whose program is gone": provider(rememberer(revokes)),
  "lets a key in for ever": provider(
    rememberer((good, forget) => ({ ...revokes(good, forget), ...removes(good, forget) })),
  ),
  "knows a key by how it begins": provider((good) => {
    const seen = new Map<string, string>();
    return {
      createApiKey: async (input) => {
        const made = await good.createApiKey(input);
        seen.set(made.key.prefix, made.secret);
        return made;
      },
      findKeyHolder: (secret) => good.findKeyHolder(seen.get(secret.slice(0, 12)) ?? secret),
    };
  }),
  "shows more of a secret than how it begins": provider((good) => ({
    createApiKey: async (input) => {
      const { key, secret } = await good.createApiKey(input);
      return { key: { ...key, prefix: secret }, secret };
    },
  })),
  "gives a key more than was asked for": provider((good) => ({
    findKeyHolder: async (secret) => {
      const holder = await good.findKeyHolder(secret);
      return holder && { ...holder, permissions: [...holder.permissions, "task:delete"] };
    },
  })),
  "makes keys for whoever asks": provider((good) => ({
    createApiKey: async (input) => good.createApiKey({ ...input, actorId: await ownerOf(good, input.workspaceId) }),
  })),
  "hands the secret of any key to whoever may rotate": provider((good) => ({
    rotateApiKey: async (one) => good.rotateApiKey({ ...one, actorId: await ownerOf(good, one.workspaceId) }),
  })),
  "lets anybody revoke": provider((good) => ({
    revokeApiKey: async (ref) => good.revokeApiKey({ ...ref, actorId: await ownerOf(good, ref.workspaceId) }),
  })),
  "shapes programs for whoever asks": provider((good) => ({
    createServiceAccount: async (input) =>
      good.createServiceAccount({ ...input, actorId: await ownerOf(good, input.workspaceId) }),
    renameServiceAccount: async (change) =>
      good.renameServiceAccount({ ...change, actorId: await ownerOf(good, change.workspaceId) }),
  })),
  "ends a key with the membership of whoever made it": provider((good) => {
    const made = new Map<string, string>();
    const gone = new Set<string>();
    return {
      createApiKey: async (input) => {
        const minted = await good.createApiKey(input);
        made.set(minted.secret, input.actorId);
        return minted;
      },
      removeMember: async (removal) => {
        await good.removeMember(removal);
        gone.add(removal.userId);
      },
      findKeyHolder: async (secret) => (gone.has(made.get(secret) ?? "") ? undefined : good.findKeyHolder(secret)),
    };
  }),
  "ends a key when it is rotated": provider((good) => ({
    rotateApiKey: async (rotation) => good.rotateApiKey({ ...rotation, until: new Date(0) }),
  })),
  "gives a rotated key everything": provider((good) => ({
    rotateApiKey: async (rotation) => {
      const { key, secret } = await good.rotateApiKey(rotation);
      return { key: { ...key, permissions: ["project:read", "project:write"] }, secret };
    },
  })),
  "rotates a key again and again": provider((good) => ({
    rotateApiKey: (rotation) => overlook("identity.key_rotated", good.rotateApiKey(rotation), someKey),
  })),
  "rotates a key that has ended": provider((good) => ({
    rotateApiKey: (rotation) => overlook("identity.key_ended", good.rotateApiKey(rotation), someKey),
  })),
  "lets a key outlive itself": provider((good) => {
    const until = new Map<string, Date>();
    return {
      rotateApiKey: async (rotation) => {
        until.set(rotation.keyId, rotation.until);
        return good.rotateApiKey(rotation);
      },
      listServiceAccounts: async (id) =>
        (await good.listServiceAccounts(id)).map((one) => ({
          ...one,
          keys: one.keys.map((key) => ({ ...key, endsAt: until.get(key.id) ?? key.endsAt })),
        })),
    };
  }),
  "opens a workspace that is closed": provider((good) => {
    const seen = new Map<string, KeyHolder>();
    return {
      closeWorkspace: async (ref) => {
        const closed = await good.closeWorkspace(ref);
        for (const [secret, { workspace }] of seen) if (workspace.id !== ref.workspaceId) seen.delete(secret);
        return closed;
      },
      createApiKey: async (input) => {
        const minted = await good.createApiKey(input);
        const holder = await good.findKeyHolder(minted.secret);
        if (holder !== undefined) seen.set(minted.secret, holder);
        return minted;
      },
      findKeyHolder: async (secret) => {
        const found = await good.findKeyHolder(secret);
        const was = seen.get(secret);
        const isClosed =
          was !== undefined && (await good.listMemberships(await ownerOf(good, was.workspace.id))).length === 0;
        return found ?? (isClosed ? was : undefined);
      },
    };
  }),
  "shows a stranger that a program is there": provider((good) => ({
    removeServiceAccount: (ref) =>
      good.removeServiceAccount(ref).catch((error: unknown) => {
        const isStranger = error instanceof IdentityError && error.code === "identity.workspace_not_found";
        throw isStranger ? new IdentityError("identity.forbidden", "Not yours.") : error;
      }),
  })),
  "makes two programs of a name": provider((good) => ({
    createServiceAccount: (input) =>
      overlook("identity.service_account_name_taken", good.createServiceAccount(input), someAccount),
  })),
  "makes programs without end": provider((good) => ({
    createServiceAccount: (input) =>
      overlook("identity.too_many_service_accounts", good.createServiceAccount(input), someAccount),
  })),
  "makes keys without end": provider((good) => ({
    createApiKey: (input) => overlook("identity.too_many_keys", good.createApiKey(input), someKey),
  })),
  "forgets when a key was used": provider((good) => ({
    listServiceAccounts: async (id) =>
      (await good.listServiceAccounts(id)).map((one) => ({
        ...one,
        keys: one.keys.map((key) => ({ ...key, lastUsedAt: null })),
      })),
  })),
};
