import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
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

/** A query has no value for what is not asked. */
function defined<Query extends object>(query: Query): { [Name in keyof Query]?: Exclude<Query[Name], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was undefined is gone
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Query]?: Exclude<Query[Name], undefined>;
  };
}
