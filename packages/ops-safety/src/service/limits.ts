import { createHash } from "node:crypto";
import { type Doors, type UserId, userIdOf } from "@ninefold/identity/tenancy";
import { lte, sql } from "drizzle-orm";
import { LIMIT_CLASSES, type LimitClass } from "../domain/limit-classes.ts";
import { type Counted, countRequest, type Limit, type Standing, standingOf, type Window } from "../domain/window.ts";
import { rateWindows } from "../schema.ts";

export type Limits = ReturnType<typeof createLimits>;

/** What the limits want from the rest of the system, in their own words. */
export interface LimitsNeeds {
  readonly doors: Pick<Doors, "withPerson" | "asSystem">;
  readonly now: () => Date;
  /** Told of each request that was not counted together with those of other processes. Must not throw. */
  readonly onUncounted: (uncounted: { readonly class: LimitClass; readonly error: unknown }) => void;
  /** How many times the usual number is let through: 1 save in development and tests, which are one address. */
  readonly factor?: number;
}

/** Counts requests in Postgres, so that every process counts the same. Never throws: a counter must not stop the work. */
export function createLimits(needs: LimitsNeeds) {
  const { factor = 1, now } = needs;
  const alone = createMemory();
  let downUntilMs = 0;

  return {
    /**
     * Counts one request. `who` names the caller within the class, such as `person:<id>` or `address:<address>`.
     * While Postgres does not answer, a request is let through uncounted (`undefined`); sign-ins are counted in this process.
     */
    async count(name: LimitClass, { who, requestId }: Asking): Promise<Standing | undefined> {
      const { requests, windowMs, whenDown } = LIMIT_CLASSES[name];
      const limit = { requests: requests * factor, windowMs };
      const key = keyOf(name, who);
      const nowMs = now().getTime();
      try {
        if (nowMs < downUntilMs) throw new Error("the database did not answer a moment ago");
        const counted = await inTime(countShared(key, limit, { nowMs, requestId }));
        return standingOf(counted, limit, nowMs);
      } catch (error) {
        if (nowMs >= downUntilMs) downUntilMs = nowMs + ASK_AGAIN_AFTER_MS;
        needs.onUncounted({ class: name, error });
        return whenDown === "open" ? undefined : standingOf(alone.count(key, limit, nowMs), limit, nowMs);
      }
    },

    /** Forgets whom nobody has counted lately. To be called now and then by one process. Answers how many. */
    async sweep(requestId: string): Promise<number> {
      const context = { reason: "schedule", actor: SELF, requestId } as const;
      const swept = await needs.doors.asSystem(context, (tx) =>
        tx.delete(rateWindows).where(lte(rateWindows.expiresAt, now())).returning({ id: rateWindows.id }),
      );
      return swept.length;
    },
  };

  /** `domain/window.ts` in one statement, so that two at once can't both take the last place. */
  async function countShared(key: UserId, { requests, windowMs }: Limit, asked: Asked): Promise<Counted> {
    const { nowMs, requestId } = asked;
    const startedAt = nowMs - (nowMs % windowMs);
    const start = sql`${startedAt}::bigint`;
    const length = sql`${windowMs}::bigint`;
    const expiresAt = new Date(startedAt + 2 * windowMs).toISOString();
    const statement = sql`
      insert into "ops_safety"."rate_windows" as w (user_id, id, started_at, current, previous, granted, expires_at)
      values (${key}, ${key}, ${start}, 1, 0, true, ${expiresAt})
      on conflict (user_id, id) do update set (started_at, current, previous, granted, expires_at) = (
        select greatest(w.started_at, ${start}), c + g::int, p, g, excluded.expires_at
        from (
          select c, p,
            p * (${length} - greatest(0, ${nowMs}::bigint - greatest(w.started_at, ${start}))) + (c + 1) * ${length}
              <= ${requests * windowMs}::bigint as g
          from (
            select case when w.started_at >= ${start} then w.current else 0 end as c,
              case when w.started_at >= ${start} then w.previous
                when w.started_at = ${start} - ${length} then w.current else 0 end as p
          ) as moved
        ) as decided
      )
      returning started_at, current, previous, granted`;
    const [row] = await needs.doors.withPerson({ userId: key, actor: SELF, requestId }, async (tx) =>
      tx.execute<{ started_at: string; current: number; previous: number; granted: boolean }>(statement),
    );
    if (row === undefined) throw new Error("the count returned no row");
    const { current, previous, granted } = row;
    return { window: { startedAt: Number(row.started_at), current, previous }, granted };
  }
}

export interface Asking {
  readonly who: string;
  readonly requestId: string;
}

interface Asked {
  readonly nowMs: number;
  readonly requestId: string;
}

const SELF = { type: "system", id: "ops-safety" } as const;
/** A count takes a millisecond. A request does not wait for a slow one: it would wait for its own query after that. */
const DEADLINE_MS = 500;
const ASK_AGAIN_AFTER_MS = 1_000;

/** An id that nobody can read an address out of, and that belongs to no person: RFC 9562 version 8. */
function keyOf(name: LimitClass, who: string): UserId {
  const hash = createHash("sha256").update(`${name}\n${who}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex", 0, 16);
  return userIdOf([hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-"));
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no count within ${DEADLINE_MS} ms`)), DEADLINE_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** How many callers a process remembers. Whoever comes with more addresses than this pushes out the oldest. */
const MAX_REMEMBERED = 10_000;

function createMemory() {
  const windows = new Map<string, Window>();
  return {
    count(key: string, limit: Limit, nowMs: number): Counted {
      const counted = countRequest(windows.get(key), limit, nowMs);
      windows.delete(key);
      windows.set(key, counted.window);
      const [oldest] = windows.keys();
      if (windows.size > MAX_REMEMBERED && oldest !== undefined) windows.delete(oldest);
      return counted;
    },
  };
}
