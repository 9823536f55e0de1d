import { declareTasks } from "@ninefold/workflows/trigger/tasks";
import { limits } from "../limits.ts";
import { findTask } from "../system.ts";

/** Every job and reaction, declared to Trigger.dev while it loads this file. */
export const tasks = declareTasks(limits(), findTask);
