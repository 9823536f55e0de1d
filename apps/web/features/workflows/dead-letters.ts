import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import { type Asked, wordIn } from "./asked.ts";
import { workspaceIdIn } from "./runs.ts";

type DeadLetters = Api["v1"]["admin"]["dead-letters"];

export type DeadLetterPreview = InferResponseType<DeadLetters["$get"], 200>;
export type DeadLetterKind = DeadLetterPreview["kinds"][number];

/** As the API takes it. */
export interface DeadLetterFilter {
  readonly task?: string | undefined;
  readonly error?: string | undefined;
  readonly queue?: string | undefined;
  readonly tag?: string | undefined;
  readonly workspaceId?: string | undefined;
  readonly diedAfter?: string | undefined;
  readonly diedBefore?: string | undefined;
}

/** What an address asks for. What no address of ours says is left out, and the page says what it shows. */
export function deadLettersIn(asked: Asked): DeadLetterFilter {
  const one = (name: string) => wordIn(asked, name);
  return {
    task: one("task"),
    error: wordIn(asked, "error", 500),
    queue: one("queue"),
    tag: one("tag"),
    workspaceId: workspaceIdIn(one("workspace")),
    diedAfter: timeIn(one("from")),
    diedBefore: timeIn(one("before")),
  };
}

/** The address of the page that shows them. */
export function deadLettersPath({ workspaceId, diedAfter, diedBefore, ...filter }: DeadLetterFilter): string {
  const said = { ...filter, workspace: workspaceId, from: diedAfter, before: diedBefore };
  const query = new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]])),
  ).toString();
  return query === "" ? "/admin/runs/dead-letters" : `/admin/runs/dead-letters?${query}`;
}

/** A time with or without its zone: without, as a field for times gives it, it is UTC. */
export function timeIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  // The API takes years of four digits, and none that is 0.
  const isTaken = time.getTime() >= FIRST && time.getTime() <= LAST;
  return isTaken ? time.toISOString() : undefined;
}

const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/** As a field for times takes it. */
export const timeField = (at: string | undefined) => at?.slice(0, 16);
