import type { Tally } from "../../domain/throttle.ts";
import type { Tallies } from "../../throttle.ts";

export function memoryTallies(): Tallies {
  const tallies = new Map<string, Tally>();
  return {
    async change(key, next) {
      const changed = next(tallies.get(key));
      if (changed !== undefined) tallies.set(key, changed);
    },
    forget: async (key) => void tallies.delete(key),
  };
}
