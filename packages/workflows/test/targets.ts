import type { Target } from "@ninefold/testing/conformance-kit";
import { inlineWorkflows } from "@ninefold/workflows/inline";
import { memoryWorkflows } from "@ninefold/workflows/memory";
import { virtualTimeline } from "../src/adapters/timeline.ts";
import type { WorkflowRule, WorkflowSubject } from "./conformance.ts";

/** The Postgres engine needs a database, which the caller brings. */
export { postgresTarget } from "./postgres-target.ts";
export { triggerTarget } from "./trigger-target.ts";

export const targets = {
  inline: { make: makeInline, capabilities: rulesOf(makeInline()) },
  memory: { make: makeMemory, capabilities: rulesOf(makeMemory()) },
} satisfies Record<string, Target<WorkflowSubject, WorkflowRule>>;

function makeInline(): WorkflowSubject {
  const timeline = virtualTimeline();
  return { engine: inlineWorkflows({ timeline }), advance: (ms) => timeline.advance(ms) };
}

function makeMemory(): WorkflowSubject {
  const engine = memoryWorkflows();
  return { engine, advance: (ms) => engine.advance(ms) };
}

function rulesOf({ engine }: WorkflowSubject): Record<WorkflowRule, boolean> {
  return { volatile: !engine.capabilities.durable, hosts: engine.capabilities.executesIn !== "platform" };
}
