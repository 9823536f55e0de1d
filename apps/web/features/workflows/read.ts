import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { DeadLetterFilter } from "./dead-letters.ts";
import { defined } from "./defined.ts";
import type { RunFilter } from "./runs.ts";

/* What pages of operators read. They throw ApiProblem as every read of the API does. */

export async function readRuns({ cursor, ...filter }: RunFilter & { readonly cursor?: string | undefined }) {
  const query = { ...filter, cursor };
  return unwrap(apiAsVisitor().v1.admin.runs.$get({ query: defined(query) }));
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
