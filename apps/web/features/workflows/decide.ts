"use client";

import { ApiProblem, api, unwrap } from "../../api.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { RunCopy } from "./copy/run.ts";
import type { DeadLetterFilter } from "./dead-letters.ts";
import { defined } from "./defined.ts";

const runs = () => api.v1.admin.runs[":runId"];

/** Resolves with nothing once the run is on its way, or with the sentence that says why not. */
export async function replayRun(runId: string, copy: RunCopy, failures: FailureCopy): Promise<string | undefined> {
  try {
    await unwrap(runs().replay.$post({ param: { runId } }));
    return undefined;
  } catch (error) {
    if (error instanceof ApiProblem) return failureSentence(error, runRefusals(copy), failures);
    throw error;
  }
}

export async function discardRun(runId: string, reason: string): Promise<unknown> {
  return unwrap(runs().discard.$post({ param: { runId }, json: { reason } }));
}

export async function stopRun(runId: string, reason: string): Promise<unknown> {
  return unwrap(runs().stop.$post({ param: { runId }, json: { reason } }));
}

export const runRefusals = ({ notDead, ended, unknownJob }: RunCopy) => ({
  "workflows.not_dead": notDead,
  "workflows.ended": ended,
  "workflows.unknown_job": unknownJob,
});

/** In one go: whoever has more presses again. */
const MOST = 10_000;
const deadLetters = () => api.v1.admin["dead-letters"];

/* The same key decides once, however often it is tried. */

export async function replayDeadLetters(filter: DeadLetterFilter, key: string) {
  const options = { headers: { "idempotency-key": key } };
  return unwrap(deadLetters().replay.$post({ json: { ...defined(filter), limit: MOST } }, options));
}

export async function discardDeadLetters(filter: DeadLetterFilter, reason: string, key: string) {
  const options = { headers: { "idempotency-key": key } };
  return unwrap(deadLetters().discard.$post({ json: { ...defined(filter), limit: MOST, reason } }, options));
}
