/**
 * Whose turn it is. Runs wait in lanes: those of one job, one workspace (else person, else nobody) and one concurrency key.
 * A run that is handed over takes a place of its lane and gives it back when it ends or waits; so each lane, each
 * workspace's share of a job, and each job has only so many at the engine, and what waits behind them waits where it can be
 * let by others.
 */

/** Who belongs to nobody: as long as every other id, so that a lane begins with 36 characters of whose it is. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
const SCOPE_LENGTH = NOBODY.length;

interface Whose {
  readonly tenantId: string | null;
  readonly userId: string | null;
  /** `name@version`. The versions of one job share its lanes. */
  readonly task: string;
  readonly concurrencyKey: string | null;
}

export function laneOf({ tenantId, userId, task, concurrencyKey }: Whose): string {
  const share = `${tenantId ?? userId ?? NOBODY}/${jobOf(task)}`;
  return concurrencyKey === null ? share : `${share}/${concurrencyKey}`;
}

export const scopeOfLane = (lane: string) => lane.slice(0, SCOPE_LENGTH);

/** A job's id, or a reaction's name: without the version. */
export const jobOf = (task: string) => task.replace(/@\d+$/, "");

/** How many places there are. */
export interface Limits {
  readonly perLane: number;
  /** Of one workspace's runs of the job, whatever their concurrency keys. */
  readonly perShare: number;
  readonly perJob: number;
}

/**
 * Of a job without limits of its own. Enough that no slot is ever idle for want of a run; few enough that whoever comes
 * next waits behind hundreds and not behind tens of thousands.
 */
const WINDOW = { share: 100, job: 400 } as const;

export function limitsOf(concurrency: { readonly perKey?: number; readonly total?: number } = {}): Limits {
  const { perKey, total } = concurrency;
  const perJob = total ?? Math.max(WINDOW.job, perKey ?? 0);
  return { perLane: perKey ?? WINDOW.share, perShare: Math.max(WINDOW.share, perKey ?? 0), perJob };
}

/** Places that are taken, of one lane. */
export interface Taken {
  readonly lane: string;
  readonly task: string;
  readonly places: number;
}

/** Counts places as they are taken. */
export interface Places {
  /** How many more the lane may take now. */
  free(lane: string, task: string): number;
  /** False when there is none. */
  take(lane: string, task: string): boolean;
  /** Of the workspace's runs of the job. */
  inUse(lane: string, task: string): number;
}

export function countPlaces(taken: readonly Taken[], limits: (job: string) => Limits): Places {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.get(key) ?? 0;
  const add = (lane: string, task: string, places: number) => {
    for (const key of keysOf(lane, task)) counts.set(key, count(key) + places);
  };
  for (const { lane, task, places } of taken) add(lane, task, places);

  function free(lane: string, task: string): number {
    const { perLane, perShare, perJob } = limits(jobOf(task));
    const [ofLane = "", ofShare = "", ofJob = ""] = keysOf(lane, task);
    return Math.max(0, Math.min(perLane - count(ofLane), perShare - count(ofShare), perJob - count(ofJob)));
  }

  return {
    free,
    take(lane, task) {
      if (free(lane, task) === 0) return false;
      add(lane, task, 1);
      return true;
    },
    inUse: (lane, task) => count(`share ${shareOf(lane, task)}`),
  };
}

const keysOf = (lane: string, task: string) => [`lane ${lane}`, `share ${shareOf(lane, task)}`, `job ${jobOf(task)}`];

/** A run that waits for a place. */
export interface Waiting {
  readonly id: string;
  readonly lane: string;
  readonly task: string;
  readonly priority: number;
  /** The order of writing. */
  readonly seq: number;
}

/** What one workspace has of one job: between these, and not between lanes or runs, turns are taken. */
export const shareOf = (lane: string, task: string) => `${scopeOfLane(lane)}/${jobOf(task)}`;

export interface Turns {
  /** 0 to 1. */
  readonly random: () => number;
  readonly places: Pick<Places, "inUse">;
  /** When the share was last given a place; the smaller the longer ago, 0 for never. */
  readonly servedAt: (share: string) => number;
}

/**
 * The order in which runs are given places: each share one after the other, those that have few at the engine before
 * those that have many, and of equals the one that was served longest ago. Within a share its lanes take turns, and
 * within a lane the urgent go first, save that every eighth goes to whoever waits longest.
 */
export function inTurn<Run extends Waiting>(runs: readonly Run[], { random, places, servedAt }: Turns): readonly Run[] {
  const byLane = Map.groupBy(runs, ({ lane }) => lane);
  const inLanes = [...byLane.values()].flatMap((lane) => ranked(byUrgency(lane, random)));
  const shares = Map.groupBy(inLanes, ({ run }) => shareOf(run.lane, run.task));
  const inShares = [...shares].flatMap(([share, ofShare]) => {
    const ordered = ofShare.toSorted((one, other) => one.rank - other.rank || urgentFirst(one.run, other.run));
    const last = servedAt(share);
    return ordered.map(({ run }, nth) => ({ run, rank: nth + places.inUse(run.lane, run.task), last }));
  });
  return inShares
    .toSorted((one, other) => one.rank - other.rank || one.last - other.last || urgentFirst(one.run, other.run))
    .map(({ run }) => run);
}

/** Of eight runs of a lane that are let in, one is the oldest whatever its priority: nobody waits for ever. */
const OLDEST_SHARE = 1 / 8;

function byUrgency<Run extends Waiting>(lane: readonly Run[], random: () => number): readonly Run[] {
  const queues = [1, 0, -1]
    .map((priority) => lane.filter((run) => run.priority === priority).toSorted((one, other) => one.seq - other.seq))
    .filter((queue) => queue.length > 0);
  if (queues.length < 2) return queues.flat();
  const ordered: Run[] = [];
  while (ordered.length < lane.length) {
    const left = queues.filter((queue) => queue.length > 0);
    const oldest = left.toSorted(([one], [other]) => (one?.seq ?? 0) - (other?.seq ?? 0));
    const [queue = []] = random() < OLDEST_SHARE ? oldest : left;
    ordered.push(...queue.splice(0, 1));
  }
  return ordered;
}

const ranked = <Run>(list: readonly Run[]) => list.map((run, rank) => ({ run, rank }));

function urgentFirst(one: Waiting, other: Waiting): number {
  return other.priority - one.priority || one.seq - other.seq;
}
