import type { TriggerClient } from "@trigger.dev/sdk";
import type { AttemptEnvelope, AttemptOutcome, TriggerEmulator } from "../../src/emulators/index.ts";

export interface TriggerSubject {
  readonly emulator: TriggerEmulator;
  readonly client: TriggerClient;
  /** What was executed, in its order. */
  readonly executed: AttemptEnvelope[];
  /** How the next attempts end; those after them complete. */
  readonly script: (AttemptOutcome | Error)[];
}
