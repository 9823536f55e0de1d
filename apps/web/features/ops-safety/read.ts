import { unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";

/* What pages of operators read. Every one throws ApiProblem as every read of the API does. */

export async function readSwitches() {
  return unwrap(apiAsVisitor().v1.admin.switches.$get());
}

export async function readProcesses() {
  const { processes } = await unwrap(apiAsVisitor().v1.admin.dependencies.$get());
  return processes;
}

export async function readFlagList() {
  return unwrap(apiAsVisitor().v1.admin.flags.$get());
}

export async function readRunbooks() {
  const { runbooks } = await unwrap(apiAsVisitor().v1.admin.runbooks.$get());
  return runbooks;
}

/** All that says how dependencies are. */
export async function readKnown() {
  const [processes, { switches }, runbooks] = await Promise.all([readProcesses(), readSwitches(), readRunbooks()]);
  return { processes, switches, runbooks };
}
