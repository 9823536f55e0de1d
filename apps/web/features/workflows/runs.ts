import type { InferRequestType, InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import type { Tone } from "../../ui/tone.ts";
import { type Asked, cursorIn, wordIn } from "./asked.ts";

type Runs = Api["v1"]["admin"]["runs"];

export type RunPage = InferResponseType<Runs["$get"], 200>;
export type Run = RunPage["runs"][number];
export type RunDetail = InferResponseType<Runs[":runId"]["$get"], 200>;
/** How a run stands, as the pages say it. */
export type ShownState = Run["status"] | "discarded";
export type Moment = RunDetail["timeline"][number]["what"];
export type RunState = NonNullable<InferRequestType<Runs["$get"]>["query"]["state"]>;

export interface RunFilter {
  readonly state?: RunState | undefined;
  readonly task?: string | undefined;
  readonly workspaceId?: string | undefined;
  readonly queue?: string | undefined;
  readonly kind?: Run["kind"] | undefined;
  readonly tag?: string | undefined;
  readonly schedule?: string | undefined;
  /** Asked for within it; at any time when absent. */
  readonly period?: Period | undefined;
  /** Of the numbers above the list; the last hour when absent. */
  readonly window?: "day" | undefined;
}

/** Whether it leaves runs out; how much of the past is drawn does not. */
export const isFiltering = ({ window: _window, ...filter }: RunFilter) =>
  Object.values(filter).some((value) => value !== undefined);

export const PERIODS = ["hour", "day", "week"] as const;
export type Period = (typeof PERIODS)[number];
const PERIOD_MS: Readonly<Record<Period, number>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** When a period that ends now began. */
export const beginOf = (period: Period, now: Date) => new Date(now.getTime() - PERIOD_MS[period]);

/** As the filter offers them. */
export const STATES = [
  "dead_letter",
  "unfinished",
  "scheduled",
  "pending",
  "queued",
  "running",
  "waiting_retry",
  "succeeded",
  "cancelled",
  "expired",
  "discarded",
] as const satisfies readonly RunState[];

export const KINDS = ["job", "reaction"] as const satisfies readonly Run["kind"][];

export const shownState = ({ status, discardedAt }: Pick<Run, "status" | "discardedAt">): ShownState =>
  discardedAt === null ? status : "discarded";

export const isDeadLetter = ({ status, discardedAt }: Pick<Run, "status" | "discardedAt">) =>
  status === "dead" && discardedAt === null;

/** None where nothing has to be done or watched. */
export const STATE_TONE: Readonly<Record<ShownState, Tone | undefined>> = {
  scheduled: undefined,
  pending: undefined,
  queued: undefined,
  running: "info",
  waiting_retry: "warn",
  succeeded: "good",
  dead: "bad",
  cancelled: undefined,
  expired: "warn",
  discarded: undefined,
};

/** What an address asks for. What no address of ours says is left out: the page is shown without it. */
export function filterIn(asked: Asked): RunFilter & { readonly cursor?: string | undefined } {
  const one = (name: string) => wordIn(asked, name);
  return {
    state: STATES.find((each) => each === one("state")),
    task: one("task"),
    workspaceId: workspaceIdIn(one("workspace")),
    queue: one("queue"),
    kind: KINDS.find((each) => each === one("kind")),
    tag: one("tag"),
    schedule: one("schedule"),
    period: PERIODS.find((each) => each === one("period")),
    window: one("window") === "day" ? "day" : undefined,
    cursor: cursorIn(asked),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const workspaceIdIn = (text: string | undefined) =>
  text !== undefined && UUID.test(text) ? text.toLowerCase() : undefined;

/** The address of the page that shows them. */
export function runsPath({ workspaceId: workspace, ...filter }: RunFilter, after?: string): string {
  const said = Object.entries({ ...filter, workspace, after }).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  );
  const query = new URLSearchParams(said).toString();
  return query === "" ? "/admin/runs" : `/admin/runs?${query}`;
}

/** Where the list begins: above it are the numbers of all queues, which on a phone fill more than a screen. */
export const LIST = "list";

/** The same, and the list in sight. */
export const runListPath = (filter: RunFilter, after?: string) => `${runsPath(filter, after)}#${LIST}`;
