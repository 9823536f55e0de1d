import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

type TasksRoute = Api["v1"]["workspaces"][":workspaceId"]["projects"][":projectId"]["tasks"];

export type Task = InferResponseType<TasksRoute["$get"], 200>["tasks"][number];

/** A task as it is shown: what was just typed stands in the list before it is kept. */
export type ShownTask = Task & { readonly isOnItsWay?: true };

/** What a person has just done to the list. */
export type TaskStep =
  | { readonly kind: "add"; readonly task: ShownTask }
  | { readonly kind: "change"; readonly id: string; readonly to: Partial<Pick<Task, "title" | "doneAt" | "assignee">> }
  | { readonly kind: "delete"; readonly id: string };

/** The list as it will be once the step is kept. */
export function foresee(tasks: readonly ShownTask[], step: TaskStep): readonly ShownTask[] {
  switch (step.kind) {
    case "add":
      return [...tasks.filter(({ id }) => id !== step.task.id), step.task];
    case "change":
      return tasks.map((task) => (task.id === step.id ? { ...task, ...step.to } : task));
    case "delete":
      return tasks.filter(({ id }) => id !== step.id);
  }
}

/** How many are left, and how many are done. */
export function countTasks(tasks: readonly Task[]) {
  const done = tasks.filter(({ doneAt }) => doneAt !== null).length;
  return { open: tasks.length - done, done };
}
