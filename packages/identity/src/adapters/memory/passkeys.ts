import { assertRoomForPasskey, mayFollow } from "../../domain/passkey.ts";
import { IdentityError } from "../../errors.ts";
import type { PasskeyRows, StoredPasskey } from "../../passkeys.ts";
import type { PasskeyRef } from "../../port-passkeys.ts";
import type { RecordFact } from "./facts.ts";

/** Passkeys by their id, and challenges that were answered. */
export function memoryPasskeyRows(record: RecordFact): PasskeyRows {
  const held = new Map<string, StoredPasskey>();
  const spent = new Set<string>();
  const own = ({ userId, passkeyId }: PasskeyRef) => {
    const found = held.get(passkeyId);
    return found?.userId === userId ? found : undefined;
  };
  const listOf = (userId: string) => [...held.values()].filter((one) => one.userId === userId);
  const byCredential = (id: string) => [...held.values()].find(({ credentialId }) => credentialId === id);

  return {
    list: async (userId) => listOf(userId),
    find: async (credentialId) => byCredential(credentialId),

    async add(added) {
      assertRoomForPasskey(listOf(added.userId).length);
      if (byCredential(added.credentialId) !== undefined) {
        throw new IdentityError("identity.passkey_taken", "This passkey has an account already.");
      }
      held.set(added.id, added);
      record({ type: "identity.passkey_added", data: { userId: added.userId, passkeyId: added.id } });
    },

    async rename({ name, ...ref }) {
      const found = own(ref);
      if (found !== undefined) held.set(found.id, { ...found, name });
      return found !== undefined;
    },

    async remove({ userId, passkeyId }) {
      if (own({ userId, passkeyId }) === undefined) return false;
      held.delete(passkeyId);
      record({ type: "identity.passkey_removed", data: { userId, passkeyId } });
      return true;
    },

    async use({ id, counter, at }) {
      const found = held.get(id);
      if (found === undefined) return false;
      if (mayFollow(counter, found.counter)) {
        held.set(id, { ...found, counter, lastUsedAt: at });
        return true;
      }
      record({ type: "identity.passkey_copied", data: { userId: found.userId, passkeyId: id } });
      return false;
    },

    async spend({ hash }) {
      if (spent.has(hash)) return false;
      spent.add(hash);
      return true;
    },
  };
}
