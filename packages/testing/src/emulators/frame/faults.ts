import { randomUUID } from "node:crypto";
import { z } from "zod";
import { EmulatorError } from "../errors.ts";

/**
 * What goes wrong, and how often: counted, never by chance, so that a run can be repeated. Of several rules for one
 * route the oldest that is not used up applies, alone: `503, then a dropped connection` is two rules with `times: 1`.
 */
export const FaultRule = z.strictObject({
  /** A route of the vendor (`POST /emails`), a delivery (`webhook email.sent`, `webhook *`), or `*` for every route. */
  route: z.string(),
  /** Only requests whose body has this text in it, an address say: others' go on unharmed. */
  holding: z.string().min(1).optional(),
  /** How many it meets before it is used up. Absent: all, until it is removed. */
  times: z.int().min(1).optional(),
  /** How many pass unharmed before the first. */
  skip: z.int().min(0).optional(),
  /** Waits before anything takes effect. */
  latencyMs: z.int().min(0).optional(),
  /** Answers this instead; with `body` and `headers`, when given. */
  status: z.int().min(400).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Closes the connection without an answer. */
  drop: z.literal(true).optional(),
  /** With `status` or `drop`: the request takes effect all the same, and only its answer is lost. */
  commits: z.literal(true).optional(),
  /** The request or the delivery arrives twice, as a network in between may have it. */
  duplicate: z.literal(true).optional(),
  /** An answer is cut in half; a delivery is changed after it was signed. */
  corrupt: z.literal(true).optional(),
  /** Deliveries: held back until the next one has gone. */
  reorder: z.literal(true).optional(),
});
export type FaultRule = z.infer<typeof FaultRule>;

export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  /** How many it has met. */
  readonly met: number;
}

export interface Faults {
  /**
   * Adds a rule and returns its id.
   * @throws EmulatorError `emulator.unknown_route` for a route that this emulator does not have.
   */
  add(rule: FaultRule): string;
  /** A rule that is gone already stays gone. */
  remove(id: string): void;
  clear(): void;
  list(): readonly ActiveFault[];
}

/** The rule that this request or delivery meets. Counts it. */
export type TakeFault = (route: string, body?: string) => FaultRule | undefined;

export function createFaults(routes: readonly string[]): { readonly faults: Faults; readonly take: TakeFault } {
  const active = new Map<string, { rule: FaultRule; passed: number; met: number }>();
  const known = new Set([...routes, "*", "webhook *"]);

  function take(route: string, body = ""): FaultRule | undefined {
    for (const [id, fault] of active) {
      const { rule } = fault;
      if (!matches(rule.route, route) || !body.includes(rule.holding ?? "")) continue;
      if (fault.passed < (rule.skip ?? 0)) {
        fault.passed += 1;
        continue;
      }
      fault.met += 1;
      if (fault.met === rule.times) active.delete(id);
      return rule;
    }
    return undefined;
  }

  const faults: Faults = {
    add(given) {
      const rule = FaultRule.parse(given);
      if (!known.has(rule.route)) {
        const list = [...known].toSorted().join(", ");
        throw new EmulatorError("emulator.unknown_route", `"${rule.route}" is no route of this emulator: ${list}`);
      }
      const id = randomUUID();
      active.set(id, { rule, passed: 0, met: 0 });
      return id;
    },
    remove: (id) => void active.delete(id),
    clear: () => active.clear(),
    list: () => [...active].map(([id, { rule, met }]) => ({ id, rule, met })),
  };
  return { faults, take };
}

function matches(pattern: string, route: string): boolean {
  if (pattern === "*") return !route.startsWith("webhook ");
  return pattern === route || (pattern === "webhook *" && route.startsWith("webhook "));
}
