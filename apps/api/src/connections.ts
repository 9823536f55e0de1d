/**
 * A process serves requests, or works; one that does both is what runs a queue in its own memory. On a platform each run
 * has a process of its own, for one attempt.
 */
export type ProcessKind = "api" | "worker" | "attempt";

/**
 * Connections to Postgres that a process of each kind may hold, by login. One API and one worker make 15 in all, and
 * one more for each channel that a process listens on (4): small plans of managed servers end at 20, and a migration or a
 * person with psql needs some too.
 */
export const CONNECTIONS: Readonly<Record<ProcessKind, Connections>> = {
  // Its work goes through the outbox: the queue's connection opens only should somebody hand over a run from here.
  api: { app: 4, identity: 3, system: 1, queue: 1 },
  worker: { app: 2, identity: 1, system: 1, queue: 2 },
  // As many of these as the platform runs at a time: its own limit on that is what keeps the sum small.
  attempt: { app: 1, identity: 1, system: 1, queue: 1 },
};

/** One for each channel that a process listens on, over all of them. */
export const LISTENING_CONNECTIONS = 3;

interface Connections {
  readonly app: number;
  readonly identity: number;
  readonly system: number;
  readonly queue: number;
}
