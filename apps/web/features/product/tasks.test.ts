import { describe, expect, it } from "vitest";
import { countTasks, foresee, isSameTask, type Task } from "./tasks.ts";

const task = (id: string, part: Partial<Task> = {}): Task => ({
  id,
  title: `Task ${id}`,
  doneAt: null,
  assignee: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  ...part,
});
const tasks = [task("a"), task("b"), task("c")];
const idsOf = (list: readonly Task[]) => list.map(({ id }) => id);

describe("the list as it will be", () => {
  it("has a new task at its end, once", () => {
    const step = { kind: "add", task: { ...task("d"), isOnItsWay: true } } as const;
    expect(idsOf(foresee(tasks, step))).toEqual(["a", "b", "c", "d"]);
    expect(idsOf(foresee(foresee(tasks, step), step))).toEqual(["a", "b", "c", "d"]);
  });

  it("keeps a changed task in its place, and what did not change of it", () => {
    const changed = foresee(tasks, { kind: "change", id: "b", to: { doneAt: "2026-01-02T00:00:00.000Z" } });
    expect(changed).toEqual([tasks[0], { ...tasks[1], doneAt: "2026-01-02T00:00:00.000Z" }, tasks[2]]);
  });

  it("is without a deleted task, and minds no step about one that is not there", () => {
    expect(idsOf(foresee(tasks, { kind: "delete", id: "b" }))).toEqual(["a", "c"]);
    expect(foresee(tasks, { kind: "change", id: "z", to: { title: "x" } })).toEqual(tasks);
  });
});

it("counts what is left and what is done", () => {
  expect(countTasks([...tasks, task("d", { doneAt: "2026-01-02T00:00:00.000Z" })])).toEqual({ open: 3, done: 1 });
});

describe("a row that is drawn", () => {
  const ana = { id: "ana", name: "Ana" };

  it("stays as it is when the page brings the same task as a new object", () => {
    expect(isSameTask(task("a", { assignee: ana }), task("a", { assignee: { ...ana } }))).toBe(true);
  });

  it.each([
    { title: "Another" },
    { doneAt: "2026-01-02T00:00:00.000Z" },
    { assignee: ana },
    { assignee: { ...ana, name: null } },
  ])("is drawn anew when what it shows has changed: %o", (part) => {
    expect(isSameTask(task("a"), task("a", part))).toBe(false);
    expect(isSameTask(task("a", { assignee: { id: "ana", name: "Budi" } }), task("a", part))).toBe(false);
  });
});
