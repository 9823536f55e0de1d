import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import type { RunFilter } from "./runs.ts";

/* What pages of operators read. They throw ApiProblem as every read of the API does. */

export async function readRuns({ cursor, ...filter }: RunFilter & { readonly cursor?: string | undefined }) {
  const query = { ...filter, cursor };
  return unwrap(apiAsVisitor().v1.admin.runs.$get({ query: defined(query) }));
}

export async function readRun(runId: string) {
  return unwrap(apiAsVisitor().v1.admin.runs[":runId"].$get({ param: { runId } }));
}

export async function readSchedules() {
  return unwrap(apiAsVisitor().v1.admin.schedules.$get());
}

/** A query has no value for what is not asked. */
function defined<Query extends object>(query: Query): { [Name in keyof Query]?: Exclude<Query[Name], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was undefined is gone
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Query]?: Exclude<Query[Name], undefined>;
  };
}
