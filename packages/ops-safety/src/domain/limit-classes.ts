import type { Limit } from "./window.ts";

const MINUTE_MS = 60_000;

/**
 * How often whom may ask, by class of route. `caller` is the person who is signed in, else the address; `address` is the
 * address in any case, for what is asked before anybody is known.
 */
export const LIMIT_CLASSES = {
  /** What programs and pages ask. */
  api: { requests: 100, windowMs: MINUTE_MS, by: "caller", whenDown: "open" },
  /** The same for what anybody may read. */
  public: { requests: 100, windowMs: MINUTE_MS, by: "address", whenDown: "open" },
  /** Whatever takes a password or a token, or sends a mail: guessing has to stay slow, also without a database. */
  "sign-in": { requests: 10, windowMs: MINUTE_MS, by: "address", whenDown: "per_process" },
  /** What a person writes and something expensive answers. */
  chat: { requests: 30, windowMs: MINUTE_MS, by: "caller", whenDown: "open" },
} as const satisfies Record<string, LimitRule>;

export type LimitClass = keyof typeof LIMIT_CLASSES;

export interface LimitRule extends Limit {
  readonly by: "caller" | "address";
  /** What happens while nobody can count together. */
  readonly whenDown: "open" | "per_process";
}

/**
 * One network of a provider has more IPv6 addresses than there are people: its first 64 bits are who is counted.
 * @param address as `node:net` takes it.
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("%", 1)[0]?.split("::") ?? [];
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, gap) }, () => "0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
