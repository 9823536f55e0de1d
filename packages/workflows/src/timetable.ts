import { Cron } from "croner";
import { WorkflowsError } from "./errors.ts";

/** Cron, five fields, and the IANA zone by whose clock it is read. */
export interface Timetable {
  readonly cron: string;
  readonly timeZone: string;
}

/**
 * The first occurrence after that moment; `undefined` when there is none any more. Where the clock is put forward, a fixed
 * time that is left out is met at the first minute after; where it is put back, a fixed time is met once, at the first of
 * the two. A time with a `*` or a step in its minute or hour is met whenever the clock shows it.
 */
export function nextOccurrence(timetable: Timetable, after: Date): Date | undefined {
  return cronOf(timetable).nextRun(after) ?? undefined;
}

/** The next ones, at most so many. */
export const nextOccurrences = (timetable: Timetable, after: Date, atMost: number): readonly Date[] =>
  cronOf(timetable).nextRuns(atMost, after);

/** @throws WorkflowsError `workflows.invalid_schedule`: no cron of five fields, no IANA zone, or a time that never comes. */
export function assertTimetable(timetable: Timetable): void {
  const { cron, timeZone } = timetable;
  if (!isZone(timeZone)) throw invalid(`"${timeZone}" is no IANA time zone, such as Europe/Berlin`);
  // The library also takes a date, and names such as @daily.
  if (cron.trim().split(/\s+/).length !== 5) throw invalid(`"${cron}" has not the five fields of a cron`);
  let first: Date | undefined;
  try {
    first = nextOccurrence(timetable, new Date(0));
  } catch (error) {
    throw invalid(`"${cron}" is no cron: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  if (first === undefined) throw invalid(`"${cron}" never comes`);
}

const cronOf = ({ cron, timeZone }: Timetable): Cron =>
  new Cron(cron, { timezone: timeZone, mode: "5-part", fixedTimeRule: "no-wildcard", paused: true });

/** An offset such as +02:00 is taken by some versions of the platform, and knows no summer. */
function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const invalid = (message: string, cause?: unknown) =>
  new WorkflowsError("workflows.invalid_schedule", message, { cause });
