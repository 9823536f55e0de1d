import type { Clock } from "pg-boss";
import type { Outcome, Queue } from "./queue.ts";

interface Waiting {
  readonly outcome: Outcome;
  readonly since: number;
  readonly recorded: () => void;
}

export interface Settler {
  /** Resolves when the outcome is recorded, or nobody may hope for it any longer: then the run is made again. */
  settle(outcome: Outcome): Promise<void>;
  /** Tries no more. What waits is resolved. */
  abandon(): void;
}

const BATCH = 500;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** An attempt that ended while the database was away is worth waiting for; not for ever, since it holds its slot. */
const PATIENCE_MS = 5 * 60_000;

/** Records outcomes in the order in which they come, those of one turn of the event loop together. */
export function openSettler(
  queue: Pick<Queue, "settle">,
  { clock, onTrouble }: { readonly clock: Clock; readonly onTrouble: (error: unknown) => void },
): Settler {
  let waiting: Waiting[] = [];
  let busy = false;
  let abandoned = false;
  const isMore = () => waiting.length > 0 && !abandoned;

  async function run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    await new Promise((resolve) => setImmediate(resolve));
    while (isMore()) {
      const batch = waiting.slice(0, BATCH);
      try {
        await queue.settle(batch.map(({ outcome }) => outcome));
        pauseMs = FIRST_PAUSE_MS;
        drop(batch);
      } catch (error) {
        onTrouble(error);
        drop(batch.filter(({ since }) => clock.now() - since > PATIENCE_MS));
        await pause(clock, pauseMs);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
    busy = false;
  }

  function drop(batch: readonly Waiting[]): void {
    waiting = waiting.filter((one) => !batch.includes(one));
    for (const { recorded } of batch) recorded();
  }

  return {
    settle: (outcome) =>
      new Promise((recorded) => {
        if (abandoned) return recorded();
        waiting.push({ outcome, since: clock.now(), recorded });
        if (busy) return;
        busy = true;
        void run();
      }),
    abandon() {
      abandoned = true;
      drop(waiting);
    },
  };
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.setTimeout(resolve, ms));
}
