import { lt, sql } from "drizzle-orm";
import type { SignUpCounts, SignUpWindow } from "../../port-sign-ups.ts";
import { signUpWindows } from "../../schema.ts";
import { attempt, type Database, type Tx } from "./failures.ts";

const KEPT_MS = 2 * 24 * 3_600_000;

/** In the database, so that every process counts together and two at once can't both take the last place. */
export function sqlSignUpCounts(database: Database, now: () => Date): SignUpCounts {
  return {
    take: (windows) =>
      attempt(async () => {
        if (windows.length === 0) return undefined;
        const at = now();
        // In one order for everybody, or two could wait for each other.
        const ordered = windows.toSorted((one, other) => (one.key < other.key ? -1 : 1));
        const counted = await database
          .transaction(async (tx) => {
            const counts: number[] = [];
            for (const window of ordered) counts.push(await count(tx, window, at));
            const waits = ordered.filter(({ limit }, index) => (counts[index] ?? 0) > limit);
            if (waits.length > 0) throw new Full(Math.max(...waits.map((window) => secondsLeft(window, at))));
            return { isFirst: counts.includes(1) };
          })
          .catch((error: unknown) => {
            if (error instanceof Full) return error;
            throw error;
          });
        if (counted instanceof Full) return counted.seconds;
        if (counted.isFirst) {
          await database.delete(signUpWindows).where(lt(signUpWindows.startedAt, new Date(at.getTime() - KEPT_MS)));
        }
        return undefined;
      }),
  };
}

/** Takes what was counted back. */
class Full extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super("as many as may be");
    this.seconds = seconds;
  }
}

/** How many there are with this one. A process whose clock is behind counts in the window that another has begun. */
async function count(tx: Tx, { key, windowMs }: SignUpWindow, at: Date): Promise<number> {
  const startedAt = new Date(at.getTime() - (at.getTime() % windowMs));
  const isNew = sql`excluded.started_at > ${signUpWindows.startedAt}`;
  const [row] = await tx
    .insert(signUpWindows)
    .values({ key, startedAt, count: 1 })
    .onConflictDoUpdate({
      target: signUpWindows.key,
      set: {
        count: sql`case when ${isNew} then 1 else ${signUpWindows.count} + 1 end`,
        startedAt: sql`greatest(${signUpWindows.startedAt}, excluded.started_at)`,
      },
    })
    .returning({ count: signUpWindows.count });
  return row?.count ?? 0;
}

const secondsLeft = ({ windowMs }: SignUpWindow, at: Date): number =>
  Math.max(1, Math.ceil((windowMs - (at.getTime() % windowMs)) / 1_000));
