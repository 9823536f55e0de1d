import type { DependencyState } from "../port.ts";

/** All attempts of one guarded call. Less may be a hiccup. */
const FAILURES = 3;

/** Whether whoever calls it now should expect to fail. */
export function isFailing({ breaker, failures }: Pick<DependencyState, "breaker" | "failures">): boolean {
  return breaker !== "closed" || failures >= FAILURES;
}
