import type { SignUpCounts } from "../../port-sign-ups.ts";

export function memorySignUpCounts(now: () => Date): SignUpCounts {
  const counted = new Map<string, { readonly startedMs: number; readonly count: number }>();
  return {
    async take(windows) {
      const nowMs = now().getTime();
      const next = windows.map(({ windowMs, ...window }) => {
        const startedMs = nowMs - (nowMs % windowMs);
        const known = counted.get(window.key);
        const count = (known?.startedMs === startedMs ? known.count : 0) + 1;
        return { ...window, startedMs, count, leftSeconds: Math.ceil((startedMs + windowMs - nowMs) / 1_000) };
      });
      const full = next.filter(({ count, limit }) => count > limit);
      if (full.length > 0) return Math.max(...full.map(({ leftSeconds }) => leftSeconds));
      for (const { key, startedMs, count } of next) counted.set(key, { startedMs, count });
      return undefined;
    },
  };
}
