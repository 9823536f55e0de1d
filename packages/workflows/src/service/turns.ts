import type { SystemTx } from "@ninefold/identity/tenancy";
import { count, isNotNull, sql } from "drizzle-orm";
import {
  countPlaces,
  inTurn,
  type Limits,
  limitsOf,
  type Places,
  scopeOfLane,
  shareOf,
  type Waiting,
} from "../domain/lanes.ts";
import type { Job } from "../jobs.ts";
import { outbox, runs } from "../schema.ts";

/** Scopes that one claim looks at, and lanes of each: however many wait behind them, a claim takes some milliseconds. */
const SCOPES = 100;
const LANES = 100;
/** So often does a pass go round for nothing, where a scope has more lanes than that. */
const IDLE_ROUNDS = 20;
const REMEMBERED = 10_000;

/** What a relay remembers between two claims. It is lost with its process, and no loss. */
export interface Round {
  /** The scope that the next claim begins behind; the first when empty. */
  after: string;
  /** Where to go on in scopes that have more lanes than one claim looks at. */
  readonly resume: Map<string, string>;
  /** Of this round and of the last whole one: whether anything was taken, and whether anything was left for want of a place. */
  hasTaken: boolean;
  hasLeft: boolean;
  idleRounds: number;
  /** Whether something waits for a place: then it matters at once that one is given back. */
  isShort: boolean;
  /** When a share was given a place last, counted in places. */
  readonly served: Map<string, number>;
  turn: number;
}

export function newRound(): Round {
  const counts = { hasTaken: false, hasLeft: false, idleRounds: 0, isShort: false, turn: 0 };
  return { after: "", resume: new Map(), served: new Map(), ...counts };
}

interface Turn {
  readonly now: Date;
  readonly limit: number;
  readonly jobs: readonly Job[];
  readonly random: () => number;
  readonly round: Round;
}

export interface InTurn {
  readonly rows: readonly WaitingRow[];
  /** There may be more, for which there are places. */
  readonly isMore: boolean;
}

/** A row of the outbox, as much of it as is handed over. */
export interface WaitingRow extends Waiting {
  readonly tenantId: string | null;
  readonly userId: string | null;
  readonly requestId: string;
  readonly orderKey: string | null;
  readonly failures: number;
}

/**
 * The runs whose turn it is, as many as have places. Lanes are walked by their index, one step for each and none for what
 * waits in them. To be called by one relay at a time: places are counted, and taken by what follows.
 */
export async function takeInTurn(tx: SystemTx, { now, limit, jobs, random, round }: Turn): Promise<InTurn> {
  await freeLost(tx, now);
  const walked = await walk(tx, round);
  if (walked.length === 0) return goOn(round, { walked, rows: [] });
  const places = countPlaces(await takenPlaces(tx), limitsBy(jobs));
  const share = Math.min(limit, Math.ceil((2 * limit) / walked.length));
  const asked = walked.map(({ lane, task }) => ({ lane, most: Math.min(places.free(lane, task), share) }));
  const waiting = await firstOf(tx, asked, now);
  const found = Map.groupBy(waiting, ({ lane }) => lane);
  if (asked.some(({ lane, most }) => most < share && (found.get(lane)?.length ?? 0) >= most)) leave(round);
  const rows = chosen(waiting, { limit, random, round, places });
  return goOn(round, { walked, rows });
}

function chosen(waiting: readonly WaitingRow[], { limit, random, round, places }: Choice): readonly WaitingRow[] {
  const servedAt = (share: string) => round.served.get(share) ?? 0;
  const rows: WaitingRow[] = [];
  for (const row of inTurn(waiting, { random, places, servedAt })) {
    if (rows.length === limit) break;
    if (!places.take(row.lane, row.task)) {
      leave(round);
      continue;
    }
    rows.push(row);
    remember(round, shareOf(row.lane, row.task));
  }
  return rows;
}

interface Choice extends Pick<Turn, "limit" | "random" | "round"> {
  readonly places: Places;
}

/** Moved to the end each time, so that the ones forgotten are those of longest ago. */
function remember(round: Round, share: string): void {
  round.turn += 1;
  round.served.delete(share);
  round.served.set(share, round.turn);
  const [oldest] = round.served.keys();
  if (round.served.size > REMEMBERED && oldest !== undefined) round.served.delete(oldest);
}

function leave(round: Round): void {
  round.hasLeft = true;
  round.isShort = true;
}

/** From scope to scope, and from the last to the first; done when a whole round found nothing to take. */
function goOn(
  round: Round,
  { walked, rows }: { readonly walked: readonly Walked[]; readonly rows: readonly WaitingRow[] },
) {
  const scopes = Map.groupBy(walked, ({ lane }) => scopeOfLane(lane));
  for (const [scope, lanes] of scopes) {
    const last = lanes.at(-1);
    if (lanes.length < LANES || last === undefined) round.resume.delete(scope);
    else round.resume.set(scope, last.lane);
  }
  if (rows.length > 0) round.hasTaken = true;
  const last = walked.at(-1);
  if (scopes.size === SCOPES && last !== undefined) {
    round.after = scopeOfLane(last.lane);
    return { rows, isMore: true };
  }
  const { hasTaken, hasLeft, resume } = round;
  const idleRounds = hasTaken ? 0 : round.idleRounds + 1;
  const isMore = hasTaken || (resume.size > 0 && idleRounds < IDLE_ROUNDS);
  const isShort = hasLeft || isMore;
  Object.assign(round, { after: "", hasTaken: false, hasLeft: false, isShort, idleRounds: isMore ? idleRounds : 0 });
  return { rows, isMore };
}

interface Walked {
  readonly lane: string;
  readonly task: string;
}

/**
 * The next lanes that have a row, in order. A loose index scan: Postgres has none of its own, so each step asks for the
 * first lane behind the last. The scope that follows another begins behind all that its id can be the beginning of.
 */
async function walk(tx: SystemTx, { after, resume }: Round): Promise<readonly Walked[]> {
  const resumed = JSON.stringify([...resume].map(([scope, lane]) => ({ scope, lane })));
  const from = after === "" ? sql`''` : sql`(select ${behind("g.scope")} from (select ${after}::text as scope) g)`;
  const rows = await tx.execute<{ lane: string; task: string }>(sql`
    with recursive scopes as (
      (select left(o.lane, 36) as scope, 1 as nth from ${outbox} o
       where o.kind = 'run' and o.lane > ${from} order by o.lane limit 1)
      union all
      select next.scope, s.nth + 1 from scopes s cross join lateral (
        select left(o.lane, 36) as scope from ${outbox} o
        where o.kind = 'run' and o.lane > ${behind("s.scope")} order by o.lane limit 1
      ) next
      where s.nth < ${SCOPES}::int
    )
    select walked.lane, walked.task
    from scopes s
    left join json_to_recordset(${resumed}::json) as r (scope text, lane text) on r.scope = s.scope
    cross join lateral (
      with recursive lanes as (
        (select o.lane, o.name as task, 1 as nth from ${outbox} o
         where o.kind = 'run' and o.lane > coalesce(r.lane, s.scope) and o.lane < ${behind("s.scope")}
         order by o.lane limit 1)
        union all
        select next.lane, next.task, l.nth + 1 from lanes l cross join lateral (
          select o.lane, o.name as task from ${outbox} o
          where o.kind = 'run' and o.lane > l.lane and o.lane < ${behind("s.scope")} order by o.lane limit 1
        ) next
        where l.nth < ${LANES}::int
      )
      select * from lanes
    ) walked
    order by s.nth, walked.nth`);
  return [...rows];
}

/** What comes behind every lane of a scope: the same id, its last digit the next one. */
const behind = (scope: string) =>
  sql.raw(`left(${scope}, 35) || translate(right(${scope}, 1), '0123456789abcdef', '123456789abcdefg')`);

/** Of a relay that died, or stood still, between taking places and handing over: the rows are everybody's again. */
async function freeLost(tx: SystemTx, now: Date): Promise<void> {
  await tx.execute(sql`
    update ${runs} r set lane = null from ${outbox} o
    where r.lane is not null and r.status = 'pending' and o.id = r.id and ${isFree(now)}`);
}

/** Nobody has the row in hand. */
const isFree = (now: Date) => sql`(o.held_until is null or o.held_until <= ${now.toISOString()}::timestamptz)`;

function takenPlaces(tx: SystemTx) {
  const lane = sql<string>`${runs.lane}`;
  return tx
    .select({ lane, task: runs.task, places: count() })
    .from(runs)
    .where(isNotNull(runs.lane))
    .groupBy(runs.lane, runs.task);
}

/** By the newest version of each job: a limit that was changed holds from the next claim on. */
function limitsBy(jobs: readonly Job[]): (job: string) => Limits {
  const newest = new Map<string, Job>();
  for (const job of jobs) if ((newest.get(job.id)?.version ?? 0) < job.version) newest.set(job.id, job);
  const limits = new Map([...newest].map(([id, { concurrency }]) => [id, limitsOf(concurrency)]));
  const others = limitsOf();
  return (job) => limits.get(job) ?? others;
}

/** The first rows of each lane that nobody holds, of each priority. */
async function firstOf(
  tx: SystemTx,
  asked: readonly { readonly lane: string; readonly most: number }[],
  now: Date,
): Promise<readonly WaitingRow[]> {
  const lanes = asked.filter(({ most }) => most > 0);
  if (lanes.length === 0) return [];
  const rows = await tx.execute<WaitingRow & Record<string, unknown>>(sql`
    select first.*
    from json_to_recordset(${JSON.stringify(lanes)}::json) as g (lane text, most int)
    cross join (values (1), (0), (-1)) as p (priority)
    cross join lateral (
      select o.id, o.lane, o.name as task, o.priority, o.seq::float8 as seq, o.tenant_id as "tenantId",
             o.user_id as "userId", o.request_id as "requestId", o.order_key as "orderKey", o.failures
      from ${outbox} o
      where o.kind = 'run' and o.lane = g.lane and o.priority = p.priority and ${isFree(now)}
      order by o.seq limit g.most
    ) first`);
  return [...rows];
}
