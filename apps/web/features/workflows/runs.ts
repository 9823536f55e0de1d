import type { InferRequestType, InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import type { Tone } from "../../ui/tone.ts";
import type { ShownState } from "./copy.ts";

type Runs = Api["v1"]["admin"]["runs"];

export type RunPage = InferResponseType<Runs["$get"], 200>;
export type Run = RunPage["runs"][number];
export type RunDetail = InferResponseType<Runs[":runId"]["$get"], 200>;
export type RunState = NonNullable<InferRequestType<Runs["$get"]>["query"]["state"]>;

export interface RunFilter {
  readonly state?: RunState | undefined;
  readonly task?: string | undefined;
  readonly workspaceId?: string | undefined;
}

/** As the filter offers them. */
export const STATES = [
  "dead_letter",
  "unfinished",
  "pending",
  "queued",
  "running",
  "waiting_retry",
  "succeeded",
  "cancelled",
  "discarded",
] as const satisfies readonly RunState[];

export const shownState = ({ status, discardedAt }: Pick<Run, "status" | "discardedAt">): ShownState =>
  discardedAt === null ? status : "discarded";

export const isDeadLetter = ({ status, discardedAt }: Pick<Run, "status" | "discardedAt">) =>
  status === "dead" && discardedAt === null;

/** None where nothing has to be done or watched. */
export const STATE_TONE: Readonly<Record<ShownState, Tone | undefined>> = {
  pending: undefined,
  queued: undefined,
  running: "info",
  waiting_retry: "warn",
  succeeded: "good",
  dead: "bad",
  cancelled: undefined,
  scheduled: undefined,
  expired: "warn",
  discarded: undefined,
};

type Asked = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What an address asks for. What no address of ours says is left out: the page is shown without it. */
export function filterIn(asked: Asked): RunFilter & { readonly cursor?: string | undefined } {
  const one = (name: string) => {
    const value = asked[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const state = STATES.find((each) => each === one("state"));
  return {
    state,
    task: one("task")?.slice(0, 200),
    workspaceId: workspaceIdIn(one("workspace")),
    cursor: one("after"),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const workspaceIdIn = (text: string | undefined) =>
  text !== undefined && UUID.test(text) ? text.toLowerCase() : undefined;

/** The address of the page that shows them. */
export function runsPath({ state, task, workspaceId }: RunFilter, after?: string): string {
  const query = new URLSearchParams({
    ...(state && { state }),
    ...(task && { task }),
    ...(workspaceId && { workspace: workspaceId }),
    ...(after && { after }),
  }).toString();
  return query === "" ? "/admin/runs" : `/admin/runs?${query}`;
}
