import type { ConsoleState } from "../api.ts";
import type { DevCopy } from "../copy.ts";
import type { Decisions } from "../use-decision.ts";

/** What every cell is given. */
export interface CellProps {
  readonly state: ConsoleState;
  readonly copy: DevCopy;
  /** What a system runs on. */
  readonly adapter: (system: string) => string | undefined;
  /** The page of an emulator that is open; `undefined` when it is down, or there is none. */
  readonly page: (vendor: string) => string | undefined;
  readonly decisions: Decisions;
}
