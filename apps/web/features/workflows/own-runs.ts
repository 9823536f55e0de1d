import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import type { Tone } from "../../ui/tone.ts";
import { settingsPath } from "../identity/workspaces.ts";
import type { OwnRunsCopy, OwnState } from "./copy-own.ts";

type Runs = Api["v1"]["workspaces"][":workspaceId"]["runs"];
type OwnRunPage = InferResponseType<Runs["$get"], 200>;
export type OwnRun = OwnRunPage["runs"][number];
export type OwnRunDetail = InferResponseType<Runs[":runId"]["$get"], 200>;

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

/** What it is called where people are, and what it is for. A job that has no words yet is called by its own name, made readable. */
export function wordsOf({ job, kind }: Pick<OwnRun, "job" | "kind">, copy: OwnRunsCopy) {
  const known = Object.hasOwn(copy.jobs, job) ? copy.jobs[job] : undefined;
  if (known !== undefined) return known;
  if (kind === "reaction") return { name: copy.reactionName, text: copy.reactionText };
  return { name: readable(job), text: copy.otherText };
}

/** `billing.send_invoice` as `Send invoice`. */
function readable(job: string): string {
  const words = job
    .slice(job.indexOf(".") + 1)
    .replaceAll(/[._-]+/g, " ")
    .trim();
  return words === "" ? job : words.charAt(0).toUpperCase() + words.slice(1);
}

export const ownRunPath = (slug: string, id: string) => `${settingsPath(slug, "runs")}/${encodeURIComponent(id)}`;

/** The address of the list. */
export function ownRunsPath(slug: string, state?: OwnState, after?: string): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(after && { after }) }).toString();
  const path = settingsPath(slug, "runs");
  return query === "" ? path : `${path}?${query}`;
}
