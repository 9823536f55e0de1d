import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import type { OpenDatabase } from "@ninefold/identity/tenancy";
import type { Meter } from "@ninefold/observability";
import type { Workflows } from "@ninefold/workflows";

export type Metrics = ReturnType<typeof createMetrics>;

interface Watched {
  readonly database: Pick<OpenDatabase, "usage">;
  readonly workflows: Pick<Workflows, "backlog">;
  readonly now: () => Date;
}

/** What this process counted, and how full things are at the moment of a scrape; for whoever has the token. */
export function createMetrics(meter: Meter, token: string, { database, workflows, now }: Watched) {
  const backlog = once(() => workflows.backlog(`scrape-${randomUUID()}`));
  const ageOf = (at: Date | null) => (at === null ? 0 : Math.max(0, (now().getTime() - at.getTime()) / 1_000));
  meter.level("database.pool_connections", "Connections of each pool, and callers that wait for one.", async () =>
    database.usage().flatMap(({ pool, busy, waiting, max }) => [
      { value: busy, attributes: { pool, state: "busy" } },
      { value: waiting, attributes: { pool, state: "waiting" } },
      { value: max, attributes: { pool, state: "max" } },
    ]),
  );
  meter.level("workflows.outbox_rows", "Rows of the outbox that nobody has taken.", async () => {
    const { event, run } = (await backlog.read()).outbox;
    return [
      { value: event, attributes: { kind: "event" } },
      { value: run, attributes: { kind: "run" } },
    ];
  });
  meter.level("workflows.outbox_lag_seconds", "Age of the oldest row of the outbox; 0 when it is empty.", async () => {
    const { oldestAt } = await backlog.read();
    return [{ value: ageOf(oldestAt) }];
  });
  meter.level("workflows.runs", "Runs that have not ended, by what they do.", async () =>
    Object.entries((await backlog.read()).runs).map(([state, value]) => ({ value, attributes: { state } })),
  );
  meter.level("workflows.dead_letters", "Dead runs that nobody has decided about, by task.", async () =>
    (await backlog.read()).deadLetters.map(({ task, rows }) => ({ value: rows, attributes: { task } })),
  );
  meter.level(
    "workflows.dead_letters_age_seconds",
    "How long the oldest dead run waits for a decision; 0 when there is none.",
    async () => {
      const times = (await backlog.read()).deadLetters.flatMap(({ oldestAt }) => oldestAt?.getTime() ?? []);
      return [{ value: ageOf(times.length === 0 ? null : new Date(Math.min(...times))) }];
    },
  );
  meter.level("workflows.queue_runs", "Runs that have not ended, by queue and what they do.", async () =>
    (await backlog.read()).queues.flatMap(({ queue, runs }) =>
      Object.entries(runs).map(([state, value]) => ({ value, attributes: { queue, state } })),
    ),
  );
  meter.level(
    "workflows.queue_oldest_seconds",
    "How long the run has waited that waits longest for its start, by queue; 0 when none does.",
    async () =>
      (await backlog.read()).queues.map(({ queue, oldestAt }) => ({
        value: ageOf(oldestAt),
        attributes: { queue },
      })),
  );

  const wanted = digest(`Bearer ${token}`);
  return {
    /** Takes as long for a wrong token as for a right one. */
    admits: (authorization: string | undefined) => timingSafeEqual(digest(authorization ?? ""), wanted),
    async scrape() {
      backlog.forget();
      return meter.scrape();
    },
  };
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Several levels of one scrape ask the database once. */
function once<T>(ask: () => Promise<T>) {
  let asked: Promise<T> | undefined;
  return {
    read: () => (asked ??= ask()),
    forget: () => {
      asked = undefined;
    },
  };
}
