import { inBatches } from "../../batches.ts";
import type { CallOptions } from "../../port.ts";
import { type Connection, unlessGivenUp } from "./connection.ts";
import { type Envelope, isRunId, type JobRow, type Note } from "./run.ts";
import { statements } from "./statements.ts";

/** One attempt that this process may make. pg-boss counts its starts: the number tells it from every other attempt. */
export interface Claim {
  readonly queue: string;
  readonly id: string;
  readonly retryCount: number;
  /** An `Envelope`, unless somebody else put it there. */
  readonly data: unknown;
  readonly note: Note;
}

/** How an attempt ended: `again` is an attempt given back, which waits for nobody. */
export type Outcome =
  | { readonly claim: Claim; readonly end: "succeeded" }
  | { readonly claim: Claim; readonly end: "retry"; readonly note: Note; readonly waitMs: number }
  | { readonly claim: Claim; readonly end: "dead" | "again"; readonly note: Note };

/** The queue in Postgres, in our words. Whatever fails, fails as `workflows.unavailable`. */
export type Queue = ReturnType<typeof openQueue>;

interface NewJob {
  readonly id: string;
  readonly data: Envelope;
}

interface Adding extends NewJob {
  readonly signal: AbortSignal | undefined;
}

/** Of a quarter of a megabyte each at the most, and some hundred bytes as a rule: the ledger keeps what a run was given. */
const ADD_ROWS = 200;
/** pg-boss' own limits on attempts never decide: ours know what an attempt is. */
const UNLIMITED = 1_000_000_000;
const LOOP = { as: "loop" } as const;
const ASIDE = { as: "aside" } as const;
const DAY_SECONDS = 24 * 60 * 60;

export function openQueue(connection: Connection, options: { readonly schema: string; readonly keepMs: number }) {
  const { schema, keepMs } = options;
  const sql = statements(schema);
  const known = new Set<string>();
  const adders = new Map<string, (run: Adding) => Promise<boolean>>();

  /** A row of pg-boss' table of queues: no table is created, and racing for it is fine. */
  async function ensure(queues: readonly string[]): Promise<void> {
    const missing = queues.filter((queue) => !known.has(queue));
    if (missing.length === 0) return;
    await connection.use(async ({ boss }) => {
      const existing = new Set((await boss.getQueues([...missing])).map(({ name }) => name));
      for (const name of missing) {
        if (!existing.has(name)) {
          await boss.createQueue(name, {
            policy: "standard",
            notify: true,
            retryLimit: UNLIMITED,
            expireInSeconds: DAY_SECONDS,
            retentionSeconds: 365 * DAY_SECONDS,
          });
        }
        known.add(name);
      }
    });
  }

  /** Those of one turn in one statement: a relay hands over a batch by as many calls. */
  async function addMany(queue: string, batch: readonly Adding[]): Promise<readonly boolean[]> {
    // Nobody waits any longer for what was given up, and it may be that everything is being closed.
    const byId = new Map(batch.filter(({ signal }) => signal?.aborted !== true).map((one) => [one.id, one]));
    if (byId.size === 0) return batch.map(() => false);
    let added: readonly string[] = [];
    try {
      await ensure([queue]);
      const jobs = [...byId.values()].map(({ id, data }) => ({
        id,
        data,
        // pg-boss has an index of what is active in a group, and none of what is active without one.
        group: { id: data.tenantId ?? "none" },
        deleteAfterSeconds: Math.ceil(keepMs / 1_000),
      }));
      added = (await connection.use(({ boss }) => boss.insert(queue, jobs, { returnId: true }))) ?? [];
    } finally {
      // There is such a run, or no such queue any longer: a restored backup may not have it.
      if (added.length < byId.size) known.delete(queue);
    }
    const isNew = new Set(added);
    return batch.map((one) => isNew.has(one.id) && byId.get(one.id) === one);
  }

  async function settleSucceeded(claims: readonly Claim[]): Promise<void> {
    // The note of an attempt that failed before stays; almost always there is none, and one statement does them all.
    const groups = Map.groupBy(claims, ({ queue, note }) => JSON.stringify([queue, note]));
    for (const group of groups.values()) {
      const [{ queue, note } = { queue: "", note: {} }] = group;
      await connection.use(({ boss }) => boss.complete(queue, attemptsOf(group), hasText(note) ? note : null), LOOP);
    }
  }

  return {
    ensure,

    /** False when a run of that id exists. */
    async add(queue: string, run: NewJob, { signal }: CallOptions): Promise<boolean> {
      const adder = adders.get(queue) ?? inBatches(ADD_ROWS, (batch: readonly Adding[]) => addMany(queue, batch));
      adders.set(queue, adder);
      return unlessGivenUp(signal, adder({ ...run, signal }));
    },

    async find(id: string, call?: CallOptions): Promise<JobRow | undefined> {
      if (!isRunId(id)) return undefined;
      const { rows } = await connection.use(({ database }) => database.executeSql(sql.find, [id]), call);
      const [row]: JobRow[] = rows;
      return row;
    },

    /** Changes nothing when the run has ended. Every engine hears of it, and the one that has it at once. */
    async cancel({ queue, id }: JobRow, call?: CallOptions): Promise<void> {
      await connection.use(({ boss }) => boss.cancel(queue, id), call);
      await connection.use(({ database }) => database.executeSql(sql.tell, [`${CANCELLED}${id}`]), call);
    },

    /** Those of `queues` that have a run which is due. */
    async ready(queues: readonly string[]): Promise<readonly string[]> {
      const { rows } = await connection.use(({ database }) => database.executeSql(sql.ready, [queues]), LOOP);
      return rows.map(({ name }: { name: string }) => name);
    },

    async claim(queue: string, limit: number): Promise<readonly Claim[]> {
      const jobs = await connection.use(({ boss }) => {
        return boss.fetch<unknown>(queue, { batchSize: limit, includeMetadata: true });
      }, LOOP);
      return jobs.map(({ id, retryCount, data, output }) => ({ queue, id, retryCount, data, note: toNote(output) }));
    },

    /** Records how attempts ended. What is no longer ours stays as it is. */
    async settle(outcomes: readonly Outcome[]): Promise<void> {
      await settleSucceeded(outcomes.filter(({ end }) => end === "succeeded").map(({ claim }) => claim));
      const others = outcomes.filter((one) => one.end !== "succeeded");
      if (others.length === 0) return;
      const list = others.map(({ claim: { queue, id, retryCount }, ...outcome }) => ({
        queue,
        id,
        retryCount,
        ...outcome,
      }));
      await connection.use(({ database }) => database.executeSql(sql.settle, [JSON.stringify(list)]), LOOP);
    },

    /** Says that these attempts are alive. Answers those that are still ours. */
    async touch(claims: readonly Claim[]): Promise<ReadonlySet<Claim>> {
      if (claims.length === 0) return new Set();
      const list = claims.map(({ queue, id, retryCount }, index) => ({ queue, id, retryCount, index }));
      const text = JSON.stringify(list);
      const { rows } = await connection.use(({ database }) => database.executeSql(sql.touch, [text]), LOOP);
      const held = new Set(rows.map(({ index }: { index: number }) => index));
      return new Set(claims.filter((_claim, index) => held.has(index)));
    },

    /** Takes back the runs of a process that has not said for `leaseMs` that it lives. Answers their queues. */
    async expire(leaseMs: number): Promise<readonly string[]> {
      const { rows } = await connection.use(({ database }) => database.executeSql(sql.expire, [leaseMs]), LOOP);
      return rows.map(({ name }: { name: string }) => name);
    },

    /** Forgets some of the runs that ended long enough ago. Answers how many. */
    async purge(limit: number): Promise<number> {
      const { rows } = await connection.use(({ database }) => database.executeSql(sql.purge, [limit]));
      return rows.length;
    },

    /**
     * Hears of new runs and of cancelled ones, on a connection of its own that reconnects. A hint and no more: behind a
     * pooler in transaction mode nothing is heard.
     */
    async listen(heard: Heard): Promise<{ close(): Promise<void> } | undefined> {
      return connection.use(async ({ database }) => {
        const hear = (word: string) =>
          word.startsWith(CANCELLED) ? heard.cancelled(word.slice(CANCELLED.length)) : heard.queue(word);
        return database.listen?.(sql.channel, hear, heard.connected);
      }, ASIDE);
    },

    async close(): Promise<void> {
      known.clear();
      await connection.close();
    },
  };
}

export interface Heard {
  /** A run of the queue is due. */
  queue(name: string): void;
  cancelled(runId: string): void;
  /** Connected, or connected again: what was said in between is lost. */
  connected(): void;
}

/** No queue has a colon in its name. */
const CANCELLED = "cancelled:";

const attemptsOf = (claims: readonly Claim[]) => claims.map(({ id, retryCount }) => ({ id, retryCount }));
const hasText = (note: Note) => Object.keys(note).length > 0;
/** `output` is ours alone to write. */
const toNote = (output: object | null): Note => output ?? {};
