import type { WorkflowEngine } from "../port.ts";
import { inProcessEngine } from "./in-process.ts";
import { realTimeline, type Timeline } from "./timeline.ts";

export interface InlineWorkflowsOptions {
  /** How many attempts run at a time; 5 when absent. */
  readonly concurrency?: number;
  readonly timeline?: Timeline;
}

/** Runs every job in the process that enqueued it, in a later turn of its event loop. What waits is lost with it. */
export function inlineWorkflows(options: InlineWorkflowsOptions = {}): WorkflowEngine {
  const { concurrency = 5, timeline = realTimeline() } = options;
  return inProcessEngine({ timeline, concurrency });
}
