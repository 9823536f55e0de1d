import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { DeadLetterFilter } from "./dead-letters.ts";
import { defined } from "./defined.ts";
import { beginOf, type RunFilter } from "./runs.ts";

/* What pages of operators read. Each throws ApiProblem as every read of the API does. */

export async function readRuns(wanted: RunFilter & { readonly cursor?: string | undefined }) {
  const { window: _window, period, ...query } = wanted;
  const from = period && beginOf(period, new Date()).toISOString();
  return unwrap(apiAsVisitor().v1.admin.runs.$get({ query: defined({ ...query, from }) }));
}

export async function readQueues({ queue, window }: RunFilter) {
  return unwrap(apiAsVisitor().v1.admin.queues.$get({ query: defined({ queue, window }) }));
}

export async function readRun(runId: string) {
  return unwrap(apiAsVisitor().v1.admin.runs[":runId"].$get({ param: { runId } }));
}

export async function readDeadLetters(filter: DeadLetterFilter) {
  return unwrap(apiAsVisitor().v1.admin["dead-letters"].$get({ query: defined(filter) }));
}

export async function readSchedules() {
  return unwrap(apiAsVisitor().v1.admin.schedules.$get());
}
