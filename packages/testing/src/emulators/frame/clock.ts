/** An emulator's own time, so that a day can pass in a test. Real time unless told otherwise. */
export interface EmulatorClock {
  now(): Date;
  /** Stops it at this moment. Resolves when whatever is due by then has been done. */
  set(moment: Date): Promise<void>;
  /** Moves it on, whether it stands or runs. Resolves when whatever became due has been done. */
  advance(milliseconds: number): Promise<void>;
  /** Back to the machine's time. Repeated, it changes nothing. */
  follow(): Promise<void>;
  describe(): ClockState;
}

export interface ClockState {
  readonly now: string;
  /** True when it stands still. */
  readonly fixed: boolean;
  /** How far it is ahead of the machine's. */
  readonly aheadMs: number;
}

/** @param onMove awaited after each change, for the work that became due by it. */
export function createClock(onMove: () => Promise<void> = async () => undefined): EmulatorClock {
  let fixedMs: number | undefined;
  let aheadMs = 0;
  const nowMs = () => fixedMs ?? Date.now() + aheadMs;
  return {
    now: () => new Date(nowMs()),
    async set(moment) {
      fixedMs = moment.getTime();
      await onMove();
    },
    async advance(milliseconds) {
      if (fixedMs === undefined) aheadMs += milliseconds;
      else fixedMs += milliseconds;
      await onMove();
    },
    async follow() {
      fixedMs = undefined;
      aheadMs = 0;
      await onMove();
    },
    describe: () => ({
      now: new Date(nowMs()).toISOString(),
      fixed: fixedMs !== undefined,
      aheadMs: nowMs() - Date.now(),
    }),
  };
}
