import type { SystemTx } from "@ninefold/identity/tenancy";
import { count, type SQL, sql } from "drizzle-orm";
import { depthsOf } from "../domain/depth.ts";
import { runs } from "../schema.ts";
import { type OutboxDepth, readOutbox } from "./backlog.ts";
import { isDeadLetter } from "./decision.ts";
import { type QueueDepth, readDepths, readyAt } from "./depths.ts";

/** How far back, and in which steps. */
const QUEUE_WINDOWS = {
  hour: { buckets: 60, bucketSeconds: 60 },
  day: { buckets: 96, bucketSeconds: 900 },
} as const;
type QueueWindow = keyof typeof QUEUE_WINDOWS;

/** How queues are, and how they were. */
export interface QueueReport {
  readonly at: Date;
  /** What waits in front of the engine. */
  readonly relay: OutboxDepth;
  /** Every queue that this release or the ledger knows, by name. */
  readonly queues: readonly QueueNow[];
  readonly bucketSeconds: number;
  /** Of the queue that was asked for, else of all. Oldest first. */
  readonly series: readonly QueueBucket[];
  /** True when more ended in the window than is looked at: the series begins later, and sums are of what it covers. */
  readonly isCut: boolean;
}

interface QueueNow extends QueueDepth, Ended {
  readonly deadLetters: number;
}

/** What became of runs that ended in a stretch of time. Cancelled ones are neither. */
interface Ended {
  readonly succeeded: number;
  /** Dead or expired. */
  readonly failed: number;
  /** From when they could start until they did; null when none did. Replayed ones are left out, here and below. */
  readonly startMs: Percentiles | null;
  /** From the first attempt until they ended, waits between attempts included. */
  readonly durationMs: Percentiles | null;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

interface QueueBucket extends Ended {
  /** When it begins. */
  readonly at: Date;
  /** Runs that could start and had not, at its end. */
  readonly waiting: number;
}

/**
 * Of runs that ended in the window at most so many are looked at, the newest: it is read every few seconds by everybody who
 * has the page open. Of those that have not ended all are, as for how many wait now.
 */
const MOST_RUNS = 100_000;

export interface QueueReportQuery {
  readonly window: QueueWindow;
  /** Whose series; all of them when absent. */
  readonly queue?: string | undefined;
}

interface Given {
  readonly now: Date;
  /** Queues that are there whether or not anything is in them. */
  readonly known: readonly string[];
  readonly most?: number;
}

interface Since {
  readonly since: Date;
  readonly bucketSeconds: number;
}

export async function readQueues(
  tx: SystemTx,
  { window, queue, now, known, most = MOST_RUNS }: QueueReportQuery & Given,
): Promise<QueueReport> {
  const { buckets, bucketSeconds } = QUEUE_WINDOWS[window];
  // Buckets stand still between two looks: the last one is the one under way.
  const bucketMs = bucketSeconds * 1_000;
  const endMs = (Math.floor(now.getTime() / bucketMs) + 1) * bucketMs;
  const since = new Date(endMs - buckets * bucketMs);

  const relay = await readOutbox(tx);
  const depths = await readDepths(tx);
  const dead = await tx
    .select({ queue: runs.queue, rows: count() })
    .from(runs)
    .where(isDeadLetter())
    .groupBy(runs.queue);
  const moved = await readMovements(tx, { since, bucketSeconds, queue, most });

  const ended = moved.filter(({ what, queue: of }) => what === "ended" && of !== null);
  const isCut = ended.reduce((sum, { rows }) => sum + rows, 0) >= most;
  const firstMs = isCut ? Math.min(...ended.map(({ firstMs: at }) => at)) : since.getTime();
  const first = Math.max(0, Math.floor((firstMs - since.getTime()) / bucketMs));

  const names = new Set([...known, ...[...depths, ...dead, ...ended].map((one) => one.queue ?? "")]);
  const waitingNow = depths
    .filter((one) => queue === undefined || one.queue === queue)
    .reduce((sum, one) => sum + (one.runs.pending ?? 0) + (one.runs.queued ?? 0), 0);
  const byBucket = new Map(moved.map((one) => [`${one.what} ${one.bucket}`, one]));
  const inBucket = (what: Moved["what"], bucket: number) => byBucket.get(`${what} ${bucket}`);
  const indexes = Array.from({ length: buckets - first }, (_, index) => first + index);
  const waiting = depthsOf(
    waitingNow,
    indexes.map((bucket) => ({
      ready: inBucket("ready", bucket)?.rows ?? 0,
      left: inBucket("left", bucket)?.rows ?? 0,
    })),
  );

  return {
    at: now,
    relay,
    queues: [...names].toSorted().map((name) => ({
      ...(depths.find((one) => one.queue === name) ?? { queue: name, runs: {}, oldestAt: null }),
      deadLetters: dead.find((one) => one.queue === name)?.rows ?? 0,
      ...endedIn(ended.find((one) => one.queue === name)),
    })),
    bucketSeconds,
    series: indexes.map((bucket, index) => ({
      at: new Date(since.getTime() + bucket * bucketMs),
      waiting: waiting[index] ?? 0,
      ...endedIn(inBucket("ended", bucket)),
    })),
    isCut,
  };
}

interface Moved {
  readonly what: "ended" | "ready" | "left";
  /** Of the window; null in the sum of a queue. */
  readonly bucket: number | null;
  /** Null in a bucket. */
  readonly queue: string | null;
  readonly rows: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly firstMs: number;
  readonly startP50: number | null;
  readonly startP95: number | null;
  readonly durationP50: number | null;
  readonly durationP95: number | null;
}

/**
 * What happened since, in one statement: once by queue, and once by bucket. Runs that could have waited within the window
 * have ended in it (`runs_ended`) or not at all (`runs_unfinished`), so nothing else is read.
 *
 * When a run that was replayed or taken back became ready, or left, can not be told from its row any more: it is left out
 * of the history of both.
 */
async function readMovements(
  tx: SystemTx,
  { since, bucketSeconds, queue, most }: Pick<QueueReportQuery, "queue"> & Required<Pick<Given, "most">> & Since,
): Promise<readonly Moved[]> {
  const from = sql`${since.toISOString()}::timestamptz`;
  // Compared byte by byte: by the rules of a language it takes three times as long.
  const columns = sql`${runs.queue} collate "C" as queue, ${runs.status} as status, ${runs.endedAt} as ended_at,
    case when ${runs.replays} = 0 then ${runs.startedAt} end as started_at,
    case when ${runs.status} in ('pending', 'queued') then ${readyAt}
      when ${runs.status} <> 'scheduled' and ${runs.replays} = 0 then ${readyAt} end as ready,
    case when ${runs.status} not in ('scheduled', 'pending', 'queued') and ${runs.replays} = 0
      then coalesce(${runs.startedAt}, ${runs.endedAt}) end as gone`;
  const bucketOf = (at: SQL) => sql`floor(extract(epoch from ${at} - ${from})::float8 / ${bucketSeconds}::int)::int`;
  const isAsked = sql`(${queue ?? null}::text is null or queue = ${queue ?? null}::text)`;
  const rows = await tx.execute(sql`
    with seen as materialized (
      (select ${columns} from ${runs} where ${runs.endedAt} >= ${from} order by ${runs.endedAt} desc limit ${most})
      union all
      (select ${columns} from ${runs} where ${runs.endedAt} is null
        and (${readyAt} >= ${from} or ${runs.startedAt} >= ${from}))
    ), ended as (
      select queue, status, ended_at, case when ${isAsked} then ${bucketOf(sql`ended_at`)} end as bucket,
        case when started_at is not null then greatest(0, extract(epoch from started_at - ready)::float8 * 1000) end as start_ms,
        case when started_at is not null then greatest(0, extract(epoch from ended_at - started_at)::float8 * 1000) end as duration_ms
      from seen where ended_at is not null
    ), moments as (
      select what, ${bucketOf(sql`at`)} as bucket
      from seen cross join lateral (values ('ready', ready), ('left', gone)) as moment (what, at)
      where at >= ${from} and (gone is null or gone >= ready) and ${isAsked}
    )
    select 'ended' as what, bucket, queue, count(*)::int as rows,
      (count(*) filter (where status = 'succeeded'))::int as succeeded,
      (count(*) filter (where status in ('dead', 'expired')))::int as failed,
      (extract(epoch from min(ended_at)) * 1000)::float8 as "firstMs",
      percentile_cont(0.5) within group (order by start_ms) as "startP50",
      percentile_cont(0.95) within group (order by start_ms) as "startP95",
      percentile_cont(0.5) within group (order by duration_ms) as "durationP50",
      percentile_cont(0.95) within group (order by duration_ms) as "durationP95"
    from ended group by grouping sets (queue, bucket)
    union all
    select what, bucket, null, count(*)::int, 0, 0, 0, null, null, null, null from moments group by what, bucket`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the statement above says
  return [...rows] as unknown as Moved[];
}

function endedIn(moved: Moved | undefined): Ended {
  if (moved === undefined) return { succeeded: 0, failed: 0, startMs: null, durationMs: null };
  const { succeeded, failed, startP50, startP95, durationP50, durationP95 } = moved;
  return { succeeded, failed, startMs: both(startP50, startP95), durationMs: both(durationP50, durationP95) };
}

const both = (p50: number | null, p95: number | null) => (p50 === null || p95 === null ? null : { p50, p95 });
