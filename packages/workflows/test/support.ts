import { randomUUID } from "node:crypto";
import {
  assertNoOpenTransaction,
  assertOwnSchema,
  contextOf,
  type Doors,
  inSystem,
  openDatabase,
  openPool,
  type PersonContext,
  type SystemContext,
  type TenantContext,
  tenantIdOf,
  userIdOf,
} from "@ninefold/identity/tenancy";
import { createTestDatabase } from "@ninefold/testing/test-database";
import {
  type AnyTx,
  bindJob,
  createWorkflows,
  type EnqueueItem,
  type EnqueueOptions,
  type FailedAttempt,
  type Job,
  type RelayTrouble,
  type SystemEvent,
  type EnqueueRequest,
  type WorkflowEngine,
  type WorkflowNeeds,
  WorkflowsError,
} from "@ninefold/workflows";
import { type MemoryWorkflows, memoryWorkflows } from "@ninefold/workflows/memory";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

export type Harness = Awaited<ReturnType<typeof openHarness>>;
export type World = ReturnType<Harness["world"]>;

/** A migrated database of its own, and worlds in it: one after the other, each beginning empty. */
export async function openHarness() {
  const created = await createTestDatabase();
  const owner = openPool({ url: created.ownerUrl, name: "owner", maxConnections: 2, prepare: false });
  for (const statement of FIXTURE) await owner.database.execute(sql.raw(statement));
  let queries = 0;
  const database = openDatabase({
    appUrl: created.urls.DATABASE_APP_URL,
    systemUrl: created.urls.DATABASE_SYSTEM_URL,
    appConnections: 6,
    systemConnections: 4,
    // Whatever a query names, it is its own system's.
    onQuery: (query) => {
      queries += 1;
      assertOwnSchema(query);
    },
  });

  async function read<Row>(query: SQL): Promise<Row[]> {
    return [...(await owner.database.execute(query))] as Row[];
  }

  const worlds: ReturnType<typeof createWorld>[] = [];
  function world(given: WorldOptions = {}) {
    const made = createWorld(database.doorsOf("workflows"), database.doorsOf("fixture"), given);
    worlds.push(made);
    return made;
  }

  return {
    database,
    systemUrl: created.urls.DATABASE_SYSTEM_URL,
    queueUrl: created.urls.DATABASE_QUEUE_URL,
    /** Those of workflows. */
    doors: database.doorsOf("workflows"),
    queries: () => queries,
    /** Stops every world, and leaves nothing of them. */
    async empty(): Promise<void> {
      await Promise.all(worlds.splice(0).map(({ workflows }) => workflows.stop({ signal: AbortSignal.abort() })));
      await read(
        sql`truncate workflows.outbox, workflows.runs, workflows.run_lines, workflows.schedules, workflows.watches, fixture.effects`,
      );
    },
    /** As the owner, who is above the walls. */
    read,
    /** What attempts have written down, in its order. */
    lines: () =>
      read<LineRow>(
        sql`select run_id as "runId", attempt, kind, message, tenant_id as "tenantId", user_id as "userId"
          from workflows.run_lines order by seq`,
      ),
    world,
    cluster: (given: WorldOptions = {}) =>
      createCluster(database.doorsOf("workflows"), (options) => world({ ...given, ...options })),
    outbox: () => read<OutboxRow>(sql`select kind, name, failures from workflows.outbox order by seq`),
    runs: () =>
      read<RunRow>(
        sql`select id, task, status, attempts, last_error as "lastError" from workflows.runs order by enqueued_at, id`,
      ),
    /** How many places runs take. */
    places: async () => (await read(sql`select 1 from workflows.runs where lane is not null`)).length,
    /** As the owner of the database: what no code of ours would do. */
    write: async (text: string) => void (await read(sql.raw(text))),
    /** Resolves when a transaction waits for another. */
    async blocked(): Promise<void> {
      const waiting = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      while ((await read(waiting)).length === 0) await new Promise((resolve) => setImmediate(resolve));
    },
    schedules: () =>
      read<ScheduleRow>(
        sql`select name, cron, time_zone as "timeZone", next_at as "nextAt", last_at as "lastAt",
          last_outcome as "lastOutcome", paused_by as "pausedBy", pause_reason as "pauseReason"
        from workflows.schedules order by name`,
      ).then((rows) =>
        rows.map((row) => ({ ...row, nextAt: new Date(row.nextAt), lastAt: row.lastAt && new Date(row.lastAt) })),
      ),
    /** Occurrences of schedules, by their keys. */
    scheduledRuns: () =>
      read<{ key: string; schedule: string; scope: unknown; input: object; queue: string; status: string }>(
        sql`select schedule, idempotency_key as key, jsonb_build_array(tenant_id, user_id) as scope, input, queue, status
        from workflows.runs where schedule is not null order by idempotency_key`,
      ),
    /** Holds every row of schedules for as long as the work takes, as a process that looks at them does. */
    holdSchedules: (work: () => Promise<void>) =>
      owner.database.transaction(async (tx) => {
        await tx.execute(sql`select 1 from workflows.schedules for update`);
        await work();
      }),
    /** What reactions have written, in their transactions. */
    effects: () => read<EffectRow>(sql`select * from fixture.effects order by seq`),
    texts: async () =>
      (await read<EffectRow>(sql`select text from fixture.effects order by seq`)).map(({ text }) => text),
    /** What runs are about, by id: a job's text, or the name in an event's data. */
    inputs: async () => {
      const rows = await read<{ id: string; about: string }>(
        sql`select id, coalesce(input ->> 'text', input -> 'data' ->> 'name') as about from workflows.runs`,
      );
      return new Map(rows.map(({ id, about }) => [id, about]));
    },
    async close(): Promise<void> {
      await owner.close();
      await database.close();
      await created.drop();
    },
  };
}

const FIXTURE = [
  "create schema fixture",
  `create table fixture.effects (seq bigint generated always as identity primary key, text text not null,
     tenant_id text, user_id text, actor text, request_id text, traceparent text)`,
  "grant usage on schema fixture to app_rw, app_system",
  "grant select, insert on fixture.effects to app_rw, app_system",
];

interface OutboxRow {
  readonly kind: string;
  readonly name: string;
  readonly failures: number;
}

interface RunRow {
  readonly id: string;
  readonly task: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

interface LineRow {
  readonly runId: string;
  readonly attempt: number;
  readonly kind: string;
  readonly message: string | null;
  readonly tenantId: string | null;
  readonly userId: string | null;
}

interface ScheduleRow {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly nextAt: Date;
  readonly lastAt: Date | undefined;
  readonly lastOutcome: string | null;
  readonly pausedBy: string | null;
  readonly pauseReason: string | null;
}

interface EffectRow {
  readonly text: string;
  readonly tenant_id: string | null;
  readonly user_id: string | null;
  readonly actor: string;
  readonly request_id: string;
  readonly traceparent: string | null;
}

export interface WorldOptions {
  readonly memory?: MemoryWorkflows;
  readonly engine?: WorkflowEngine;
  /** The engine is said to keep its runs. */
  readonly isDurable?: boolean;
  readonly jobs?: readonly Job[];
  readonly needs?: Partial<WorkflowNeeds>;
  readonly doors?: Doors;
  readonly clock?: Clock;
}

export interface Clock {
  now: Date;
}

/** One process: a service, its callers' doors, and what it reported. */
function createWorld(doors: Doors, callers: Doors, given: WorldOptions) {
  const { clock = { now: new Date(Date.UTC(2026, 0, 1)) } } = given;
  const { memory = memoryWorkflows({ now: clock.now }) } = given;
  const troubles: ({ readonly error: unknown } & (FailedAttempt | RelayTrouble))[] = [];
  const notes: string[] = [];
  const { engine = given.isDurable ? asDurable(memory) : memory } = given;
  const workflows = createWorkflows(engine, {
    doors: given.doors ?? doors,
    jobs: () => given.jobs ?? [bindJob(note, notes)],
    reactions: () => ({}),
    listen: () => ({ close: async () => undefined }),
    now: () => clock.now,
    captureError: (error, context) => void troubles.push({ error, ...context }),
    assertNoOpenTransaction,
    ...given.needs,
  });

  return {
    workflows,
    memory,
    doors: callers,
    clock,
    troubles,
    /** What the job `test.note` was given. */
    notes,
    enqueue: (context: TenantContext, input: object, options: EnqueueOptions & { readonly job?: string } = {}) =>
      callers.withTenant(context, (tx) => {
        const { job = "test.note", ...rest } = options;
        return workflows.enqueue(tx, job, input, rest);
      }),
    enqueueMany: (context: TenantContext, items: readonly EnqueueItem[], job = "test.note") =>
      callers.withTenant(context, (tx) => workflows.enqueueMany(tx, job, items)),
    publish: (context: TenantContext, ...events: Parameters<typeof workflows.publish>[1][]) =>
      callers.withTenant(context, async (tx) => {
        for (const event of events) await workflows.publish(tx, event);
      }),
    /** Relays and runs until nothing moves. */
    async drain(): Promise<void> {
      for (let moved = 1; moved > 0;) {
        moved = await workflows.relay();
        await memory.settle();
      }
    },
    /** Moves both clocks in small steps, so that a retry falls due before the deadline of the one that it follows. */
    async advance(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += 500) {
        clock.now = new Date(clock.now.getTime() + 500);
        await memory.advance(500);
        await workflows.relay();
        await memory.settle();
      }
    },
  };
}

/** Where a call goes wrong: before it has done anything, or after all of it. */
export type Fault = "before" | "after" | undefined;

/** What happens at the relay's nth transaction, and at its nth call to the engine (1 for the first). */
export interface Faults {
  readonly door?: (nth: number) => Fault;
  readonly engine?: (nth: number, request: EnqueueRequest) => Fault;
}

/** A queue that outlives every process, one worker for what is in it, and relays that come and go. */
function createCluster(doors: Doors, world: (options: WorldOptions) => ReturnType<typeof createWorld>) {
  const clock = { now: new Date(Date.UTC(2026, 0, 1)) };
  const memory = memoryWorkflows({ now: clock.now });
  const handed = new Set<string>();
  const keeping: WorkflowEngine = {
    ...asDurable(memory),
    enqueue: async (request, options) => {
      const run = await memory.enqueue(request, options);
      handed.add(request.idempotencyKey);
      return run;
    },
  };
  const relay = ({ door, engine }: Faults = {}) =>
    world({ clock, memory, doors: faultyDoors(doors, door), engine: faultyEngine(keeping, engine) });
  const worker = world({ clock, memory, doors: faultyDoors(doors, () => "before"), engine: asDurable(memory) });
  return {
    clock,
    memory,
    worker,
    relay,
    /** The runs that the engine took, in the order in which it took each first. */
    handed: () => [...handed],
  };
}

export function faultyDoors(good: Doors, fault: (nth: number) => Fault = () => undefined): Doors {
  let count = 0;
  return {
    ...good,
    asSystem: (context, work) =>
      context.actor.id === "workflows.relay"
        ? spoilt(fault(++count), () => good.asSystem(context, work))
        : good.asSystem(context, work),
  };
}

function faultyEngine(good: WorkflowEngine, fault: NonNullable<Faults["engine"]> = () => undefined): WorkflowEngine {
  let count = 0;
  return {
    ...good,
    enqueue: (request, options) => spoilt(fault(++count, request), () => good.enqueue(request, options)),
  };
}

async function spoilt<T>(fault: Fault, work: () => Promise<T>): Promise<T> {
  if (fault === "before") throw new WorkflowsError("workflows.unavailable", "injected before");
  const value = await work();
  if (fault === "after") throw new WorkflowsError("workflows.unavailable", "injected after");
  return value;
}

/** Remembers the texts that it was given. */
export const note = {
  id: "test.note",
  version: 1,
  input: z.object({ text: z.string() }),
  retry: { attempts: 3, backoffMs: 1_000 },
  deadlineMs: 5_000,
  handler: (notes: string[]) => async (input: { text: string }) => void notes.push(input.text),
};

/** A job that does what a test wants. */
export function jobOf(handle: Job["handle"], given: Partial<Job> = {}): Job {
  const { handler: _handler, ...definition } = note;
  return { ...definition, handle, ...given };
}

/** A reaction that leaves one row, in the transaction that it is given. */
export function effect(text: (event: SystemEvent) => string = ({ data }) => JSON.stringify(data)) {
  return async (event: SystemEvent, tx: AnyTx): Promise<void> => {
    const { actor, requestId, traceparent = null } = contextOf(tx as Parameters<typeof contextOf>[0]);
    await inSystem("fixture", async () =>
      tx.execute(sql`
        insert into "fixture"."effects" (text, tenant_id, user_id, actor, request_id, traceparent)
        values (${text(event)}, ${event.tenantId}, ${event.userId}, ${actor.id}, ${requestId}, ${traceparent})`),
    );
  };
}

export const newTenant = (given: Partial<TenantContext> = {}): TenantContext => {
  const id = userIdOf(randomUUID());
  return { tenantId: tenantIdOf(randomUUID()), actor: { type: "person", id }, requestId: randomUUID(), ...given };
};

export const newPerson = (): PersonContext => {
  const userId = userIdOf(randomUUID());
  return { userId, actor: { type: "person", id: userId }, requestId: randomUUID() };
};

export const newSystem = (): SystemContext => ({
  reason: "webhook",
  actor: { type: "system", id: "test" },
  requestId: randomUUID(),
});

/** The same engine, said to keep its runs and to run them elsewhere. */
export const asDurable = (engine: WorkflowEngine): WorkflowEngine => ({
  ...engine,
  capabilities: { durable: true, executesIn: "worker" },
});
