import { and, asc, count, eq, lt, or } from "drizzle-orm";
import { assertRoomForPasskey } from "../../domain/passkey.ts";
import type { PasskeyRows, StoredPasskey } from "../../passkeys.ts";
import type { PasskeyRef } from "../../port-passkeys.ts";
import { facts, passkey, spentChallenges } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { lockPerson } from "./locks.ts";

/** Passkeys as every provider on our tables keeps them. */
export function sqlPasskeys(database: Database): PasskeyRows {
  return {
    async list(userId) {
      const rows = await attempt(() =>
        database
          .select()
          .from(passkey)
          .where(eq(passkey.userId, userId))
          .orderBy(asc(passkey.createdAt), asc(passkey.id)),
      );
      return rows.map(toStored);
    },

    async find(credentialId) {
      const [row] = await attempt(() => database.select().from(passkey).where(eq(passkey.credentialId, credentialId)));
      return row && toStored(row);
    },

    add: ({ publicKey, transports, ...added }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await lockPerson(tx, added.userId);
          const own = eq(passkey.userId, added.userId);
          const [held = { so: 0 }] = await tx.select({ so: count() }).from(passkey).where(own);
          assertRoomForPasskey(held.so);
          const key = { publicKey: Buffer.from(publicKey), transports: [...transports] };
          await tx.insert(passkey).values({ ...added, ...key });
          await tell(tx, "identity.passkey_added", { userId: added.userId, passkeyId: added.id });
        }),
      ),

    async rename({ name, ...ref }) {
      const renamed = await attempt(() => database.update(passkey).set({ name }).where(is(ref)).returning(ID));
      return renamed.length > 0;
    },

    remove: (ref) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const removed = await tx.delete(passkey).where(is(ref)).returning(ID);
          if (removed.length > 0) await tell(tx, "identity.passkey_removed", ref);
          return removed.length > 0;
        }),
      ),

    use: ({ id, counter, at }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          // Judged where it is written, as `mayFollow` has it: of two uses at once, the second sees what the first counted.
          const rises = or(lt(passkey.counter, counter), and(eq(passkey.counter, 0), eq(passkey.counter, counter)));
          const one = eq(passkey.id, id);
          const used = await tx.update(passkey).set({ counter, lastUsedAt: at }).where(and(one, rises)).returning(ID);
          if (used.length > 0) return true;
          // Nobody's, if it was removed meanwhile.
          const [copied] = await tx.select({ userId: passkey.userId }).from(passkey).where(one);
          if (copied !== undefined) await tell(tx, "identity.passkey_copied", { ...copied, passkeyId: id });
          return false;
        }),
      ),

    async spend({ hash, expiresAt, now }) {
      return attempt(async () => {
        await database.delete(spentChallenges).where(lt(spentChallenges.expiresAt, now));
        const spent = await database
          .insert(spentChallenges)
          .values({ hash, expiresAt })
          .onConflictDoNothing()
          .returning({ hash: spentChallenges.hash });
        return spent.length > 0;
      });
    },
  };
}

const ID = { id: passkey.id };
const is = ({ userId, passkeyId }: PasskeyRef) => and(eq(passkey.id, passkeyId), eq(passkey.userId, userId));

type Told = "identity.passkey_added" | "identity.passkey_removed" | "identity.passkey_copied";

const tell = (tx: Tx, type: Told, { userId, passkeyId }: PasskeyRef) =>
  tx.insert(facts).values({ type, userId, data: { userId, passkeyId } });

const toStored = ({ lastUsedAt, ...row }: typeof passkey.$inferSelect): StoredPasskey => ({
  ...row,
  lastUsedAt: lastUsedAt ?? undefined,
});
