import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
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

type Asked = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What an address asks for. What no address of ours says is left out, and the page says what it shows. */
export function deadLettersIn(asked: Asked): DeadLetterFilter {
  const one = (name: string) => {
    const value = asked[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  return {
    task: one("task")?.slice(0, 200),
    error: one("error")?.slice(0, 500),
    queue: one("queue")?.slice(0, 200),
    tag: one("tag")?.slice(0, 200),
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
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** As a field for times takes it. */
export const timeField = (at: string | undefined) => at?.slice(0, 16);
