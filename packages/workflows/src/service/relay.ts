import { randomUUID } from "node:crypto";
import { WorkflowsError } from "../errors.ts";
import type { WorkflowNeeds } from "../needs.ts";
import type { WorkflowEngine } from "../port.ts";
import { dispatchEvents, hasDue, takeUpAgain } from "./dispatch.ts";
import { handOverRuns, type InRelay } from "./hand-over.ts";
import { handOverAnew } from "./ledger.ts";
import { writeEvent } from "./outbox.ts";
import type { Scheduler } from "./schedules.ts";
import { createStep } from "./step.ts";

const POLL_MS = 1_000;
/** Schedules are read to the minute: a pass begins with it, and not up to a second later. */
const MINUTE_MS = 60_000;
/** So often does one step go on before the others have their turn: a flood of jobs must not keep events waiting. */
const ROUNDS = 20;
/** How often runs are looked for whose process has vanished. */
const SEARCH_MS = 30_000;

/**
 * Moves what was committed on to the engine: facts of others into the outbox, events into runs, runs to the engine; and
 * starts what is scheduled. Any number of relays may work at a time.
 */
export function createRelay(engine: WorkflowEngine, needs: WorkflowNeeds, scheduler: Scheduler) {
  let loop: Loop | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  const inRelay: InRelay = (work) =>
    needs.doors.asSystem(
      { reason: "relay", actor: { type: "system", id: "workflows.relay" }, requestId: randomUUID() },
      work,
    );
  const isEnding = () => loop?.ending.signal.aborted ?? false;

  /** Set by a step that was not done when its turn was over. */
  let isMoreLeft = false;

  /** Again and again while there is more; a stop waits for one round, not for all. */
  async function repeat(once: () => Promise<{ readonly isMore: boolean; readonly moved: number }>): Promise<number> {
    let sum = 0;
    let isMore = true;
    for (let rounds = 0; isMore && rounds < ROUNDS && !isEnding(); rounds += 1) {
      const round = await once();
      sum += round.moved;
      isMore = round.isMore;
    }
    if (isMore) isMoreLeft = true;
    return sum;
  }

  const { durable, executesIn } = engine.capabilities;
  let isFresh = false;
  let searchAt = 0;
  const recover = createStep("recover", needs, async () => {
    const now = needs.now();
    if (!isFresh && now.getTime() < searchAt) return 0;
    const again = await inRelay(async (tx) => {
      if (isFresh) await takeUpAgain(tx);
      // A platform may end a run whose process crashed and tell nobody; a queue of ours makes its attempt again.
      const loses = !durable || executesIn === "platform";
      return loses ? handOverAnew(tx, now, { waiting: isFresh && !durable }) : 0;
    });
    isFresh = false;
    searchAt = now.getTime() + SEARCH_MS;
    return again;
  });

  const tick = createStep("tick", needs, () => repeat(scheduler.tick));

  const importFacts = createStep("import-facts", needs, () =>
    repeat(async () => {
      const moved = (await needs.importFacts?.((tx, event) => writeEvent(tx, event, needs.now()))) ?? 0;
      return { isMore: moved > 0, moved };
    }),
  );

  const dispatch = createStep("dispatch", needs, () =>
    repeat(async () => {
      const round = await inRelay((tx) => dispatchEvents(tx, needs));
      for (const [type, rows] of Map.groupBy(round.unknown, (one) => one)) {
        const message = `no entry for ${type} in the table of reactions; its events are kept`;
        const context = { step: "dispatch", rows: rows.length };
        needs.captureError(new WorkflowsError("workflows.unknown_event", message), context);
      }
      return round;
    }),
  );

  const handOver = createStep("hand-over", needs, () =>
    repeat(async () => {
      const round = await handOverRuns({ engine, inRelay, now: needs.now, ending: loop?.ending.signal ?? NEVER });
      const [first] = round.refused;
      if (first !== undefined) needs.captureError(first.error, { step: "hand-over", rows: round.refused.length });
      return round;
    }),
  );

  const look = createStep("look", needs, async () => Number(await inRelay((tx) => hasDue(tx, needs.now()))));

  async function pass(isPatient: boolean): Promise<number> {
    needs.assertNoOpenTransaction("workflows.relay");
    let moved = 0;
    if (loop !== undefined) await recover.run({ isPatient });
    do {
      isMoreLeft = false;
      moved += await tick.run({ isPatient });
      moved += await importFacts.run({ isPatient });
      if ((await look.run({ isPatient })) > 0) {
        moved += await dispatch.run({ isPatient });
        moved += await handOver.run({ isPatient });
      }
    } while (isMoreLeft && !isEnding());
    return moved;
  }

  /** One pass at a time in this process. */
  function inTurn(isPatient: boolean): Promise<number> {
    const turn = underWay.then(() => pass(isPatient));
    underWay = turn.catch(() => undefined);
    return turn;
  }

  async function run(current: Loop, listener: { close(): Promise<void> }): Promise<void> {
    const { signal } = current.ending;
    while (!signal.aborted) {
      const hinted = new Promise<void>((resolve) => {
        current.wake = resolve;
      });
      await inTurn(true);
      if (!signal.aborted) await atMost(Math.min(POLL_MS, untilMinute(needs.now())), hinted);
    }
    await listener.close();
  }

  return {
    /** One pass over everything that is due, whatever failed before. Answers how many rows moved. */
    pass: () => inTurn(false),

    start(): void {
      if (loop !== undefined) return;
      isFresh = true;
      const current: Loop = { ending: new AbortController(), wake: () => undefined, done: Promise.resolve() };
      const listener = needs.listen(() => current.wake());
      loop = current;
      current.done = run(current, listener);
    },

    /** Resolves when the round under way is over; the calls that it has open are given up. */
    async stop(): Promise<void> {
      if (loop === undefined) return;
      loop.ending.abort();
      loop.wake();
      await loop.done;
      loop = undefined;
    },
  };
}

const NEVER = new AbortController().signal;
const untilMinute = (now: Date) => MINUTE_MS - (now.getTime() % MINUTE_MS);

interface Loop {
  readonly ending: AbortController;
  /** Ends the wait for the next pass. */
  wake: () => void;
  done: Promise<void>;
}

/** The timer holds no process alive. */
async function atMost(ms: number, early: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms).unref();
  await Promise.race([promise, early]);
  clearTimeout(timer);
}
