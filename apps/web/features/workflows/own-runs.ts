import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import type { Tone } from "../../ui/tone.ts";
import { settingsPath } from "../identity/workspaces.ts";

type Runs = Api["v1"]["workspaces"][":workspaceId"]["runs"];
type OwnRunPage = InferResponseType<Runs["$get"], 200>;
export type OwnRun = OwnRunPage["runs"][number];
export type OwnRunDetail = InferResponseType<Runs[":runId"]["$get"], 200>;

export type OwnState = OwnRun["state"];
export type OwnMoment = OwnRunDetail["timeline"][number]["what"];

/** As the filter offers them: what is under way before what has ended. */
export const OWN_STATES = [
  "waiting",
  "running",
  "retrying",
  "scheduled",
  "succeeded",
  "failed",
  "cancelled",
  "expired",
] as const satisfies readonly OwnState[];

export const ownStateIn = (asked: unknown) => OWN_STATES.find((state) => state === asked);

/** None where nothing has to be done or watched. */
export const OWN_TONE: Readonly<Record<OwnState, Tone | undefined>> = {
  scheduled: undefined,
  waiting: undefined,
  running: "info",
  retrying: "warn",
  succeeded: "good",
  failed: "bad",
  cancelled: undefined,
  expired: "warn",
};

export const ownRunPath = (slug: string, id: string) => `${settingsPath(slug, "runs")}/${encodeURIComponent(id)}`;

/** The address of the list. */
export function ownRunsPath(slug: string, state?: OwnState, after?: string): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(after && { after }) }).toString();
  const path = settingsPath(slug, "runs");
  return query === "" ? path : `${path}?${query}`;
}
