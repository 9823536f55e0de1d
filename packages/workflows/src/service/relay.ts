import { randomUUID } from "node:crypto";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx } from "../events.ts";
import type { WorkflowNeeds } from "../needs.ts";
import type { WorkflowEngine } from "../port.ts";
import { dispatchEvents, takeUpAgain } from "./dispatch.ts";
import { look, NOTHING } from "./due.ts";
import { handOverRuns, type InRelay } from "./hand-over.ts";
import { handOverAnew, type LeftRun, sendDue } from "./ledger.ts";
import { announce, writeEvent } from "./outbox.ts";
import type { Scheduler } from "./schedules.ts";
import { createStep } from "./step.ts";
import { newRound } from "./turns.ts";
import { createWatch } from "./watch.ts";

const POLL_MS = 1_000;
/** Schedules are read to the minute: a pass begins with it, and not up to a second later. */
const MINUTE_MS = 60_000;
/** So often does one step go on before the others have their turn: a flood of jobs must not keep events waiting. */
const ROUNDS = 20;
/** How often runs are looked for whose process has vanished. */
const SEARCH_MS = 30_000;
const DUE_ROWS = 500;
/** Places that are given back within it are given away together: soon where there are few, since somebody waits for each. */
const GATHER_MS = { limited: 10, window: 50 } as const;

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

  const sendOff = createStep("due", needs, () =>
    repeat(async () => {
      const moved = await inRelay((tx) => sendDue(tx, needs.now(), DUE_ROWS));
      return { isMore: moved === DUE_ROWS, moved };
    }),
  );

  const round = newRound();
  const handOver = createStep("hand-over", needs, () =>
    repeat(async () => {
      const ending = loop?.ending.signal ?? NEVER;
      const { jobs, now, random = Math.random } = needs;
      const handed = await handOverRuns({ engine, inRelay, now, jobs, random, round, ending });
      const [first] = handed.refused;
      if (first !== undefined) needs.captureError(first.error, { step: "hand-over", rows: handed.refused.length });
      return handed;
    }),
  );

  let seen = NOTHING;
  const lookAround = createStep("look", needs, async () => {
    seen = NOTHING;
    seen = await inRelay((tx) => look(tx, needs.now()));
    return 0;
  });
  const watch = createStep("dead-letters", needs, createWatch(inRelay, needs));

  async function pass(isPatient: boolean): Promise<number> {
    needs.assertNoOpenTransaction("workflows.relay");
    let moved = 0;
    if (loop !== undefined) {
      await recover.run({ isPatient });
      await watch.run({ isPatient });
    }
    do {
      isMoreLeft = false;
      moved += await tick.run({ isPatient });
      moved += await importFacts.run({ isPatient });
      await lookAround.run({ isPatient });
      const { events, runs, due } = seen;
      const dispatched = events ? await dispatch.run({ isPatient }) : 0;
      const sent = due ? await sendOff.run({ isPatient }) : 0;
      moved += dispatched + sent;
      if (runs || dispatched + sent > 0) moved += await handOver.run({ isPatient });
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
      const untilDueMs = (seen.nextAt?.getTime() ?? Infinity) - needs.now().getTime();
      const waitMs = Math.min(POLL_MS, untilMinute(needs.now()), untilDueMs > 0 ? untilDueMs : POLL_MS);
      if (!signal.aborted) await atMost(waitMs, hinted);
    }
    await listener.close();
  }

  let gathering: { readonly timer: NodeJS.Timeout; readonly until: number } | undefined;
  /** The sooner of what was asked for counts. */
  function wakeSoon(ms: number): void {
    const until = performance.now() + ms;
    if (loop === undefined || (gathering !== undefined && gathering.until <= until)) return;
    clearTimeout(gathering?.timer);
    const timer = setTimeout(() => {
      gathering = undefined;
      loop?.wake();
    }, ms).unref();
    gathering = { timer, until };
  }

  return {
    /**
     * Where no relay lives in this process, whichever does is told when the transaction commits that something may be
     * handed over.
     */
    async leaving(tx: AnyTx): Promise<void> {
      if (loop === undefined) await announce(tx);
    },

    /** A run has left the engine: its place is free, and its next attempt may be due soon. */
    left({ isLimited = false, nextAt }: LeftRun = {}): void {
      if (round.isShort) wakeSoon(isLimited ? GATHER_MS.limited : GATHER_MS.window);
      else if (nextAt !== undefined) {
        const waitMs = nextAt.getTime() - needs.now().getTime();
        if (waitMs < POLL_MS) wakeSoon(Math.max(0, waitMs));
      }
    },

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
      clearTimeout(gathering?.timer);
      gathering = undefined;
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
