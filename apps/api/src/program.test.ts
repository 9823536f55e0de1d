import { bindJob, WorkflowsError } from "@ninefold/workflows";
import { expect, it } from "vitest";
import { z } from "zod";
import { describe as inWords } from "./program.ts";

const job = {
  id: "suite.sweep",
  version: 1,
  input: z.object({}),
  retry: { attempts: 1, backoffMs: 1_000 },
  deadlineMs: 1_000,
  schedule: { cron: "* * * * *", timeZone: "Mars/Olympus" },
  handler: () => async () => undefined,
};

it("J-47: ends a start by a wrong schedule in one line, which names the job", () => {
  let fault: unknown;
  try {
    bindJob(job, undefined);
  } catch (error) {
    fault = error;
  }
  expect(inWords(fault)).toBe(
    'the schedule of suite.sweep: "Mars/Olympus" is no IANA time zone, such as Europe/Berlin',
  );
});

it("shows where any other fault of ours was", () => {
  expect(inWords(new WorkflowsError("workflows.duplicate_job", "twice"))).toContain("    at ");
});
