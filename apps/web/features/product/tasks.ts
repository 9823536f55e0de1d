import type { InferResponseType } from "hono/client";
import type { Api } from "../../api.ts";

type TasksRoute = Api["v1"]["workspaces"][":workspaceId"]["projects"][":projectId"]["tasks"];

export type Task = InferResponseType<TasksRoute["$get"], 200>["tasks"][number];

/** A task as it is shown: what was just typed stands in the list before it is kept. */
export type ShownTask = Task & { readonly isOnItsWay?: true };

/** As a task is shown until the API has made it. */
export const draftOf = (id: string, title: string): ShownTask => ({
  id,
  title,
  doneAt: null,
  assignee: null,
  createdAt: new Date().toISOString(),
  isOnItsWay: true,
});

/** What a person has just done to the list. */
export type TaskStep =
  | { readonly kind: "add"; readonly task: ShownTask }
  | { readonly kind: "change"; readonly id: string; readonly to: Partial<Pick<Task, "title" | "doneAt" | "assignee">> }
  | { readonly kind: "delete"; readonly id: string };

/** The list as it will be once the step is kept. */
export function foresee(tasks: readonly ShownTask[], step: TaskStep): readonly ShownTask[] {
  if (step.kind === "change") return tasks.map((task) => (task.id === step.id ? { ...task, ...step.to } : task));
  const id = step.kind === "add" ? step.task.id : step.id;
  const others = tasks.filter((task) => task.id !== id);
  return step.kind === "add" ? [...others, step.task] : others;
}

/** Whether they look the same. A page that is made anew brings every task as a new object. */
export function isSameTask(one: ShownTask, other: ShownTask): boolean {
  return (
    one.id === other.id &&
    one.title === other.title &&
    one.doneAt === other.doneAt &&
    one.isOnItsWay === other.isOnItsWay &&
    one.assignee?.id === other.assignee?.id &&
    one.assignee?.name === other.assignee?.name
  );
}

/** How many are left, and how many are done. */
export function countTasks(tasks: readonly Task[]) {
  const done = tasks.filter(({ doneAt }) => doneAt !== null).length;
  return { open: tasks.length - done, done };
}
