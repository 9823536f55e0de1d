"use client";

import { ApiProblem, api, unwrap } from "../../api.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import type { SchedulesCopy } from "./copy/schedules.ts";

const schedules = () => api.v1.admin.schedules;

export type Decide = (
  which: { readonly name: string; readonly key: string },
  copy: SchedulesCopy,
  failures: FailureCopy,
) => Promise<string | undefined>;

/* Each of these two resolves with nothing once it is done, or with the sentence that says why not. */

/** The same key runs it once, however often it is tried. */
export const runScheduleNow: Decide = ({ name, key }, copy, failures) =>
  whyNot(unwrap(schedules().run.$post({ json: { name } }, { headers: { "idempotency-key": key } })), copy, failures);

export const resumeSchedule: Decide = ({ name }, copy, failures) =>
  whyNot(unwrap(schedules().resume.$post({ json: { name } })), copy, failures);

export async function pauseSchedule(name: string, reason: string): Promise<unknown> {
  return unwrap(schedules().pause.$post({ json: { name, reason } }));
}

export const scheduleRefusals = ({ alreadyPaused, notPaused, gone, underWay }: SchedulesCopy) => ({
  "ops_safety.idempotency_in_progress": underWay,
  "workflows.schedule_paused": alreadyPaused,
  "workflows.schedule_not_paused": notPaused,
  "workflows.schedule_not_found": gone,
});

async function whyNot(work: Promise<unknown>, copy: SchedulesCopy, failures: FailureCopy): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ApiProblem) return failureSentence(error, scheduleRefusals(copy), failures);
    throw error;
  }
}
