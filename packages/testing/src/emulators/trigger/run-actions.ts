import { z } from "zod";
import { type Answer, type EmulatorRequest, NOT_EMULATED, type Vendor } from "../frame/define.ts";
import { type Intake, NO_RUN, refuse } from "./intake.ts";
import type { State, StoredRun } from "./state.ts";

const FILTERS: Readonly<Record<string, (run: StoredRun, wanted: readonly string[]) => boolean>> = {
  "filter[status]": ({ status }, wanted) => wanted.includes(status),
  "filter[taskIdentifier]": ({ task }, wanted) => wanted.includes(task),
  "filter[tag]": ({ tags }, wanted) => wanted.some((tag) => tags.includes(tag)),
};
const Reset = z.object({ taskIdentifier: z.string().min(1) });

/** What somebody does with runs that are there. `view` is how one of them is shown in a list. */
export function runActions(
  { runs }: State,
  intake: Intake,
  view: (run: StoredRun) => Readonly<Record<string, unknown>>,
): Vendor["routes"] {
  return {
    // Newest first. A filter that is not emulated must not let everything through.
    "GET /api/v1/runs": ({ query }: EmulatorRequest): Answer => {
      const filters = [...query.keys()].filter((name) => name.startsWith("filter["));
      const unknown = filters.find((name) => !(name in FILTERS));
      if (unknown !== undefined) return refuse(NOT_EMULATED, `${unknown} is not emulated`);
      const size = Number(query.get("page[size]") ?? 25);
      if (!Number.isInteger(size) || size < 1 || size > 100) return refuse(400, "Invalid page size");
      if (query.has("page[before]")) return refuse(NOT_EMULATED, "page[before] is not emulated");
      const found = runs
        .list()
        .toReversed()
        .filter((run) => filters.every((name) => FILTERS[name]?.(run, (query.get(name) ?? "").split(","))));
      const after = query.get("page[after]");
      const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
      const page = found.slice(from, from + size);
      const next = from + size < found.length ? page.at(-1)?.id : undefined;
      return { status: 200, body: { data: page.map(view), pagination: { ...(next !== undefined && { next }) } } };
    },

    "POST /api/v1/runs/:id/replay": ({ params, text }: EmulatorRequest): Answer => {
      const run = runs.find(params["id"] ?? "");
      if (run === undefined) return NO_RUN;
      if (text !== "") return refuse(NOT_EMULATED, "a replay with another payload or options is not emulated");
      return { status: 200, body: { id: intake.again(run) } };
    },

    // The SDK sends the key as it sends it with a run: hashed.
    "POST /api/v1/idempotencyKeys/:key/reset": ({ params, body }: EmulatorRequest): Answer => {
      const asked = Reset.safeParse(body);
      if (!asked.success) return refuse(400, "Invalid request body");
      const key = params["key"] ?? "";
      if (!intake.free(asked.data.taskIdentifier, key)) {
        return refuse(404, `No runs found with idempotency key: ${key} and task: ${asked.data.taskIdentifier}`);
      }
      return { status: 200, body: { id: key } };
    },
  };
}

/** As a run is shown in a list: of what is told of one alone, nothing. */
export function listed(shown: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const item = Object.entries(shown).filter(([name]) => !OF_ONE_ALONE.has(name));
  return { ...Object.fromEntries(item), env: { id: "env_emulated", name: "dev" } };
}

const OF_ONE_ALONE: ReadonlySet<string> = new Set([
  "payload",
  "payloadPresignedUrl",
  "error",
  "attempts",
  "attemptCount",
  "depth",
  "triggerFunction",
  "relatedRuns",
]);
