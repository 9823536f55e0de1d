import type { Run, WorkflowEngine } from "../port.ts";
import { inProcessEngine } from "./in-process.ts";
import { virtualTimeline } from "./timeline.ts";

/** The engine, and the hands of the test that holds it. */
export interface MemoryWorkflows extends WorkflowEngine {
  /** Every run so far, oldest first. */
  runs(): readonly Run[];
  /** Moves the clock, and runs what falls due. `advance(0)` runs what is due now. */
  advance(ms: number): Promise<void>;
  /** Runs what is due now and waits until every handler has ended. A handler that hangs needs `advance` instead. */
  settle(): Promise<void>;
}

/** Records runs. Nothing is executed, and no time passes, until a test says so. */
export function memoryWorkflows(options: { readonly now?: Date } = {}): MemoryWorkflows {
  const timeline = virtualTimeline(options.now);
  const engine = inProcessEngine({ timeline, keepEnded: Infinity });
  return {
    ...engine,
    advance: (ms) => timeline.advance(ms),
    async settle() {
      do {
        await timeline.advance(0);
        await engine.quiet();
      } while (timeline.isDue());
    },
  };
}
