import { and, count, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { SECOND_FACTOR } from "../../domain/second-factor.ts";
import type { SessionRef } from "../../port-account.ts";
import { facts, recoveryCodes, secondFactors, user, waitingSignIns } from "../../schema.ts";
import type { SecondFactorStore } from "../../second-factor.ts";
import { attempt, type Database, type Tx } from "./failures.ts";
import { endOthers, noteAuthenticated } from "./sessions.ts";

type SecondFactorFact =
  | "identity.second_factor_turned_on"
  | "identity.second_factor_turned_off"
  | "identity.recovery_codes_renewed"
  | "identity.recovery_code_used";

/** Second factors as every provider on our tables keeps them. */
export function sqlSecondFactors(database: Database, now: () => Date): SecondFactorStore {
  return {
    async find(userId) {
      if (!isUuid(userId)) return undefined;
      const [found] = await attempt(() =>
        database
          .select({
            sealedSecret: secondFactors.sealedSecret,
            begunAt: secondFactors.begunAt,
            confirmedAt: secondFactors.confirmedAt,
            recoveryCodesLeft: count(recoveryCodes.hash),
          })
          .from(secondFactors)
          .leftJoin(recoveryCodes, eq(recoveryCodes.userId, secondFactors.userId))
          .where(eq(secondFactors.userId, userId))
          .groupBy(secondFactors.userId),
      );
      return found;
    },

    async begin(userId, sealedSecret) {
      const begun = { sealedSecret, begunAt: now() };
      const written = await attempt(() =>
        database
          .insert(secondFactors)
          .values({ userId, ...begun })
          .onConflictDoUpdate({ target: secondFactors.userId, set: begun, setWhere: isNull(secondFactors.confirmedAt) })
          .returning({ userId: secondFactors.userId }),
      );
      return written.length > 0;
    },

    confirm: (ref, { sealedSecret, step, recoveryHashes }) =>
      attempt(() =>
        database.transaction(async (tx) => {
          await holdSignIns(tx, ref.userId);
          const waits = and(eq(secondFactors.sealedSecret, sealedSecret), isNull(secondFactors.confirmedAt));
          const confirmed = await tx
            .update(secondFactors)
            .set({ confirmedAt: now(), lastStep: step })
            .where(and(eq(secondFactors.userId, ref.userId), waits))
            .returning({ userId: secondFactors.userId });
          if (confirmed.length === 0) return false;
          // Throws where the session has ended meanwhile: whoever was signed out elsewhere changes nothing.
          await noteAuthenticated(tx, ref, now());
          await addCodes(tx, ref.userId, recoveryHashes);
          await endOthers(tx, ref);
          await tell(tx, "identity.second_factor_turned_on", ref.userId);
          return true;
        }),
      ),

    async takeStep(userId, step) {
      const unused = or(isNull(secondFactors.lastStep), lt(secondFactors.lastStep, step));
      const taken = await attempt(() =>
        database
          .update(secondFactors)
          .set({ lastStep: step })
          .where(and(isConfirmed(userId), unused))
          .returning({ userId: secondFactors.userId }),
      );
      return taken.length > 0;
    },

    takeRecoveryCode: (userId, hash) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const taken = await tx
            .delete(recoveryCodes)
            .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash)))
            .returning({ hash: recoveryCodes.hash });
          if (taken.length > 0) await tell(tx, "identity.recovery_code_used", userId);
          return taken.length > 0;
        }),
      ),

    renewRecoveryCodes: (userId, hashes) =>
      attempt(() =>
        database.transaction(async (tx) => {
          // Of two at once the second waits here, and voids what the first one made.
          const [found] = await tx
            .select({ userId: secondFactors.userId })
            .from(secondFactors)
            .where(isConfirmed(userId))
            .for("update");
          if (found === undefined) return false;
          await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
          await addCodes(tx, userId, hashes);
          await tell(tx, "identity.recovery_codes_renewed", userId);
          return true;
        }),
      ),

    remove: (ref: SessionRef) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const removed = await tx
            .delete(secondFactors)
            .where(isConfirmed(ref.userId))
            .returning({ userId: secondFactors.userId });
          if (removed.length === 0) return false;
          await endOthers(tx, ref);
          await tell(tx, "identity.second_factor_turned_off", ref.userId);
          return true;
        }),
      ),

    async wait(userId, waiting) {
      await attempt(async () => {
        // And whatever nobody came back for.
        await database.delete(waitingSignIns).where(lt(waitingSignIns.expiresAt, now()));
        await database.insert(waitingSignIns).values({ userId, ...waiting });
      });
    },

    async countTry(hash) {
      const open = and(gt(waitingSignIns.expiresAt, now()), lt(waitingSignIns.tries, SECOND_FACTOR.tries));
      const [counted] = await attempt(() =>
        database
          .update(waitingSignIns)
          .set({ tries: sql`${waitingSignIns.tries} + 1` })
          .where(and(eq(waitingSignIns.hash, hash), open))
          .returning({ userId: waitingSignIns.userId }),
      );
      return counted?.userId;
    },

    async finish(hash) {
      const [gone] = await attempt(() =>
        database
          .delete(waitingSignIns)
          .where(eq(waitingSignIns.hash, hash))
          .returning({ connectionId: waitingSignIns.connectionId }),
      );
      return gone?.connectionId ?? undefined;
    },
  };
}

/**
 * A session that one factor opens at this moment is either there before, and ends with the others, or waits for this
 * transaction, and finds the second factor: its row refers to this one.
 */
const holdSignIns = (tx: Tx, userId: string) =>
  tx.select({ id: user.id }).from(user).where(eq(user.id, userId)).for("update");

const isConfirmed = (userId: string) => and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt));

const addCodes = (tx: Tx, userId: string, hashes: readonly string[]) =>
  tx.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, hash })));

const tell = (tx: Tx, type: SecondFactorFact, userId: string) =>
  tx.insert(facts).values({ type, userId, data: { userId } });
