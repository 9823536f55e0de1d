import { eq, lt, or } from "drizzle-orm";
import { THROTTLE } from "../../domain/throttle.ts";
import { signInAttempts } from "../../schema.ts";
import type { Tallies } from "../../throttle.ts";
import { attempt, type Database } from "./failures.ts";

/** In the database, so that every process counts together. */
export function sqlTallies(database: Database, now: () => Date): Tallies {
  return {
    change: (key, next) =>
      attempt(() =>
        database.transaction(async (tx) => {
          const none = { key, failures: 0, lastFailedAt: now() };
          await tx.insert(signInAttempts).values(none).onConflictDoNothing();
          // Of many at once, each waits here for the one before.
          const [found = none] = await tx.select().from(signInAttempts).where(has(key)).for("update");
          const changed = next(found.failures === 0 ? undefined : found);
          if (changed !== undefined) await tx.update(signInAttempts).set(changed).where(has(key));
        }),
      ),

    async forget(key) {
      // And whatever nobody remembers any more, so that guesses at made-up addresses fill nothing.
      const old = lt(signInAttempts.lastFailedAt, new Date(now().getTime() - THROTTLE.forgetMs));
      await attempt(() => database.delete(signInAttempts).where(or(has(key), old)));
    },
  };
}

const has = (key: string) => eq(signInAttempts.key, key);
