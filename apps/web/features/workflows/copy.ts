import type { Catalogue } from "../../languages.ts";
import { type BoardCopy, boardCopy } from "./copy/board.ts";
import { type DeadLettersCopy, deadLettersCopy } from "./copy/dead-letters.ts";
import { type OwnRunsCopy, ownRunsCopy } from "./copy/own-runs.ts";
import { type RunsCopy, runsCopy } from "./copy/runs.ts";
import { type SchedulesCopy, schedulesCopy } from "./copy/schedules.ts";

/** What runs in the background: for operators, and under `own` for the people of a workspace. */
interface WorkflowsCopy {
  readonly runs: RunsCopy;
  readonly board: BoardCopy;
  readonly deadLetters: DeadLettersCopy;
  readonly schedules: SchedulesCopy;
  readonly own: OwnRunsCopy;
}

export const workflowsCopy: Catalogue<WorkflowsCopy> = { en: inLanguage("en"), id: inLanguage("id") };

function inLanguage(language: "en" | "id"): WorkflowsCopy {
  return {
    runs: runsCopy[language],
    board: boardCopy[language],
    deadLetters: deadLettersCopy[language],
    schedules: schedulesCopy[language],
    own: ownRunsCopy[language],
  };
}
