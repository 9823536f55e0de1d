interface CopyOptions<T> {
  readonly read: () => Promise<T>;
  readonly onStale: (error: unknown) => void;
}

/** What was last read, read again on hints: one read at a time, and hints that come during it make one more. */
export function createCopy<T>({ read, onStale }: CopyOptions<T>) {
  let last: { readonly value: T } | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  let isStale = false;
  let closed = false;

  /** Resolves when something was read that began after this call. A read under way may have missed what was just written. */
  function renew(): Promise<void> {
    next ??= running.then(() => {
      next = undefined;
      const reading = readOnce();
      running = reading.catch(() => undefined);
      return reading;
    });
    return next;
  }

  async function readOnce(): Promise<void> {
    if (closed) return;
    try {
      last = { value: await read() };
      isStale = false;
    } catch (error) {
      if (!isStale && !closed) onStale(error);
      isStale = true;
      throw error;
    }
  }

  return {
    renew,
    hint: () => void renew().catch(() => undefined),
    /** What was last read, however old. @throws what the read throws, when there was none yet. */
    async current(): Promise<T> {
      if (last === undefined && !isStale) await renew();
      if (last === undefined) throw new Error("nothing was read yet");
      return last.value;
    },
    async close(): Promise<void> {
      closed = true;
      await running;
    },
  };
}
