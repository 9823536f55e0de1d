export interface Gate {
  /** Calls `work` when it is its turn. */
  pass<T>(isUrgent: boolean, work: () => Promise<T>): Promise<T>;
}

/**
 * Lets as many calls go on at a time as there are connections, the loop's own before everybody else's: a heartbeat must
 * not wait behind a thousand enqueues, nor the driver's time for connecting be spent in its queue.
 */
export function openGate(limit: number): Gate {
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let free = limit;

  async function enter(isUrgent: boolean): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => (isUrgent ? urgent : others).push(resolve));
  }

  function leave(): void {
    const next = urgent.shift() ?? others.shift();
    if (next === undefined) free += 1;
    else next();
  }

  return {
    async pass(isUrgent, work) {
      await enter(isUrgent);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
