/** The longest that setTimeout can wait, about 25 days. */
const LONGEST_MS = 2_147_483_647;

/** Work that waits for a moment. It reads its own state, so that a restart forgets nothing. */
export interface DueWork {
  /** When there is something to do next, in the emulator's time; `undefined` when nothing waits. */
  nextAt(): Date | undefined;
  /** Does what is due, and moves `nextAt` past now. */
  run(): Promise<void>;
}

export interface Agenda {
  /** Whether anything ever waits for a moment here. */
  readonly isKept: boolean;
  add(work: DueWork): void;
  /** Does in the background what is due by now, and waits for the rest. To be called after every change. */
  wake(): void;
  /** Resolves when nothing is due any more. */
  settle(): Promise<void>;
  /** Nothing is begun after this. Resolves when what was under way has ended. */
  close(): Promise<void>;
}

export function createAgenda(now: () => Date): Agenda {
  const works: DueWork[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const closing = new AbortController();

  const waitMs = (work: DueWork) => {
    const next = work.nextAt();
    return next === undefined ? Number.POSITIVE_INFINITY : next.getTime() - now().getTime();
  };

  async function runAll(): Promise<void> {
    while (!closing.signal.aborted) {
      const due = works.find((work) => waitMs(work) <= 0);
      if (due === undefined) return;
      await due.run();
    }
  }

  function settle(): Promise<void> {
    running ??= runAll().finally(() => {
      running = undefined;
      plan();
    });
    return running;
  }

  function plan(): void {
    clearTimeout(timer);
    const soonestMs = Math.min(...works.map(waitMs), LONGEST_MS);
    if (closing.signal.aborted || works.every((work) => waitMs(work) === Number.POSITIVE_INFINITY)) return;
    timer = setTimeout(wake, Math.max(0, soonestMs)).unref();
  }

  function wake(): void {
    void settle();
  }

  return {
    get isKept() {
      return works.length > 0;
    },
    add: (work) => void works.push(work),
    wake,
    // Once more, for what became due while the last round was ending.
    settle: async () => {
      await running;
      await settle();
    },
    async close() {
      closing.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
