interface AllowanceOptions {
  readonly perMinute: number;
  readonly nowMs?: () => number;
}

const MINUTE_MS = 60_000;
/** Whoever comes from more addresses than that shares what is left. */
const MOST_KEYS = 10_000;

/** So many a minute for each key, counted in this process: for what may be lost, never for sign-ins. */
export function createAllowance({ perMinute, nowMs = () => performance.now() }: AllowanceOptions) {
  let window = { endsMs: 0, used: new Map<string, number>() };
  return {
    /** False when there is none left for this minute. */
    take(key: string): boolean {
      if (nowMs() >= window.endsMs) window = { endsMs: nowMs() + MINUTE_MS, used: new Map() };
      const counted = window.used.has(key) || window.used.size < MOST_KEYS ? key : "others";
      const used = (window.used.get(counted) ?? 0) + 1;
      window.used.set(counted, used);
      return used <= perMinute;
    },
  };
}
