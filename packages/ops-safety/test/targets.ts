import type { Target } from "@ninefold/testing/conformance-kit";
import type { SafetyStore } from "@ninefold/ops-safety";
import { memorySafety } from "@ninefold/ops-safety/memory";
import { noSafety } from "@ninefold/ops-safety/none";
import type { SafetyRule, SafetySubject } from "./conformance.ts";

/** The store in Postgres needs a database, which the caller brings. */
export { postgresTarget } from "./postgres-target.ts";

export const targets = {
  memory: { make: () => make((now) => memorySafety({ now })), capabilities: rulesOf(memorySafety()) },
  none: { make: () => make(noSafety), capabilities: rulesOf(noSafety()) },
} satisfies Record<string, Target<SafetySubject, SafetyRule>>;

function make(open: (now: () => Date) => SafetyStore): SafetySubject {
  let time = Date.UTC(2026, 0, 1);
  const now = () => new Date(time);
  const store = open(now);
  return { store, now, advance: (ms) => (time += ms), another: () => store };
}

function rulesOf({ capabilities: { switches, shared } }: SafetyStore): Record<SafetyRule, boolean> {
  return { switches, refuses: !switches, shared };
}
