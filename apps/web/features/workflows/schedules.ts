import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";
import { fill } from "../../languages.ts";
import type { Tone } from "../../ui/tone.ts";
import type { SchedulesCopy } from "./copy/schedules.ts";

export type Schedule = InferResponseType<Api["v1"]["admin"]["schedules"]["$get"], 200>["schedules"][number];

export const OUTCOME_TONE: Readonly<Record<NonNullable<Schedule["lastOutcome"]>, Tone>> = {
  enqueued: "good",
  overlapped: "warn",
  missed: "bad",
};

/** The shapes that most crons have, in words; `undefined` for any other, which says it best itself. */
export function cronInWords(cron: string, words: SchedulesCopy["words"]): string | undefined {
  if (cron === "* * * * *") return words.minute;
  const [, count] = /^\*\/(\d+) \* \* \* \*$/.exec(cron) ?? [];
  // Every 7 minutes is not what it is: each hour begins anew.
  if (count !== undefined) return 60 % Number(count) === 0 ? fill(words.minutes, { count }) : undefined;
  const [, minute, hour] = /^(\d+) (\d+) \* \* \*$/.exec(cron) ?? [];
  if (minute === undefined || hour === undefined) return undefined;
  return fill(words.daily, { time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` });
}
