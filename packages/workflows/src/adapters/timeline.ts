/** Time as an engine in this process sees it. */
export interface Timeline {
  now(): Date;
  /** Calls `work` once, `ms` from now and never before this call has returned. The answer takes it back. */
  after(ms: number, work: () => void): () => void;
}

/** The clock of the machine. Waiting for it does not keep the process alive. */
export function realTimeline(): Timeline {
  return {
    now: () => new Date(),
    after(ms, work) {
      const timer = setTimeout(work, ms).unref();
      return () => clearTimeout(timer);
    },
  };
}

export interface VirtualTimeline extends Timeline {
  /** Moves the clock, calling what falls due in its order; after each, the event loop turns a few times. */
  advance(ms: number): Promise<void>;
  /** True when `advance(0)` would call something. */
  isDue(): boolean;
  /** When something falls due next; `undefined` when nothing waits. */
  nextAt(): Date | undefined;
}

/** A clock that stands still until it is told to move. */
export function virtualTimeline(start: Date = new Date(Date.UTC(2026, 0, 1))): VirtualTimeline {
  let time = start.getTime();
  let waiting: { readonly at: number; readonly work: () => void }[] = [];

  function takeDue(until: number) {
    const [next] = waiting.filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at);
    if (next !== undefined) waiting = waiting.filter((entry) => entry !== next);
    return next;
  }

  return {
    now: () => new Date(time),
    after(ms, work) {
      const entry = { at: time + ms, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((one) => one !== entry);
      };
    },
    async advance(ms) {
      const until = time + ms;
      for (let next = takeDue(until); next !== undefined; next = takeDue(until)) {
        time = Math.max(time, next.at);
        next.work();
        await turns();
      }
      time = until;
      await turns();
    },
    isDue: () => waiting.some(({ at }) => at <= time),
    nextAt: () => (waiting.length === 0 ? undefined : new Date(Math.min(...waiting.map(({ at }) => at)))),
  };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
