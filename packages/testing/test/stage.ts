import type { PretendApp } from "../src/adapters/memory.ts";
import type { OpenDriver } from "../src/port.ts";

/** One product and the browsers that visit it, with a door behind it through which a mutant can break the product. */
export interface Stage {
  readonly open: OpenDriver;
  /** Replaces the product's rules from here on. */
  readonly alter: (change: (app: PretendApp) => PretendApp) => void;
  /** As it is now, for what nobody in front of the product can do. */
  readonly app: PretendApp;
}
