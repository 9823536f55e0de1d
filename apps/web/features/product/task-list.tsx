"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useRef, useState, useTransition } from "react";
import { ApiProblem } from "../../api.ts";
import { fill, fillCount } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Mark } from "../../ui/mark.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useLanguage } from "../../ui/words.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { failureSentence } from "../identity/failure.ts";
import { AddTask, type NotAdded } from "./add-task.tsx";
import type { TasksCopy } from "./copy/tasks.ts";
import { addTask, changeTask, deleteTask } from "./task-actions.ts";
import { type Assignee, TaskRow } from "./task-row.tsx";
import { useSame, useSteadyActions } from "./steady.ts";
import { countTasks, draftOf, foresee, type ShownTask, type Task, type TaskStep } from "./tasks.ts";

export interface TaskListProps {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly tasks: readonly Task[];
  /** Whom a task can be given to; absent when they could not be asked for. */
  readonly members: readonly Assignee[] | undefined;
  readonly may: { readonly create: boolean; readonly change: boolean; readonly delete: boolean };
  /** Where the plan is changed; absent for whoever can not change it. */
  readonly plansPath: string | undefined;
  readonly copy: TasksCopy;
  readonly failures: FailureCopy;
}

/**
 * The tasks of a project. What somebody does shows at once; what was not kept is taken back, and said. Each step is a
 * transition that ends when the page has what the API now says.
 */
export function TaskList({ workspaceId, projectId, tasks, members, may, plansPath, copy, failures }: TaskListProps) {
  const project = { workspaceId, projectId };
  const language = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const [, start] = useTransition();
  const [shown, show] = useOptimistic<readonly ShownTask[], TaskStep>(tasks, foresee);
  const [notAdded, setNotAdded] = useState<readonly NotAdded[]>([]);
  const [asked, setAsked] = useState<Task>();
  const [said, setSaid] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const { open, done } = countTasks(shown);

  /** Shows the step, tries it, and asks for the list anew; `onRefused` gets the reason in words. */
  function take(step: TaskStep, work: () => Promise<unknown>, onRefused: (problem: ApiProblem, why: string) => void) {
    start(async () => {
      show(step);
      try {
        await work();
        router.refresh();
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        onRefused(error, failureSentence(error, codes(copy, plansPath !== undefined), failures));
        // Somebody else was faster: the list that is shown is old.
        if (error.kind === "not_found") router.refresh();
      }
    });
  }

  function add(title: string, key: string = crypto.randomUUID()): void {
    setNotAdded((all) => all.filter((one) => one.key !== key));
    const work = async () => {
      await addTask(project, title, key);
      setSaid(fill(copy.added, { title }));
    };
    take({ kind: "add", task: draftOf(key, title) }, work, (problem, why) =>
      setNotAdded((all) => [...all, { key, title, why, isLimit: problem.code === "billing.limit_reached" }]),
    );
  }

  function change({ id, title }: Task, to: Parameters<typeof changeTask>[2], shownAs: ChangeStep["to"]): void {
    const attempt = () =>
      take(
        { kind: "change", id, to: shownAs },
        () => changeTask(project, id, to),
        (_, why) =>
          toast({
            title: fill(copy.notChanged, { title }),
            text: why,
            tone: "bad",
            action: { label: copy.again, onSelect: attempt },
          }),
      );
    attempt();
  }

  async function remove({ id, title }: Task): Promise<string | undefined> {
    try {
      await deleteTask(project, id);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      // Whoever else deleted it did what was asked for.
      if (error.code !== "product.task_not_found") return failureSentence(error, {}, failures);
    }
    start(() => {
      show({ kind: "delete", id });
      router.refresh();
    });
    setSaid(fill(copy.deleted, { title }));
    // What had the focus is gone.
    setTimeout(() => input.current?.focus());
    return undefined;
  }

  const actions = useSteadyActions({
    tick: (task, isDone) => change(task, { isDone }, { doneAt: isDone ? new Date().toISOString() : null }),
    rename: (task, title) => change(task, { title }, { title }),
    assign: (task, assignee) => change(task, { assigneeId: assignee?.id ?? null }, { assignee }),
    remove: setAsked,
  });
  const [rowMembers, rowMay, rowCopy] = [useSame(members), useSame(may), useSame(copy)];

  return (
    <section className="min-w-0 rounded-panel border border-line bg-panel">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-4 sm:px-6">
        <h2 className="text-16 font-semibold text-ink">{copy.title}</h2>
        {shown.length > 0 && (
          <p className="text-13 text-ink-soft tabular-nums">
            {fillCount(language, copy.open, open)} · {fillCount(language, copy.done, done)}
          </p>
        )}
      </header>
      {shown.length === 0 ? (
        <div className="px-4 pb-4 sm:px-6 sm:pb-6">
          <EmptyState
            picture={<Mark size={32} rest="var(--color-line)" />}
            title={copy.emptyTitle}
            {...(may.create && { next: copy.emptyNext })}
          >
            {copy.empty}
          </EmptyState>
        </div>
      ) : (
        // What gets the focus is not hidden behind the line to type in.
        <ul className="divide-y divide-line border-t border-line **:scroll-mb-32">
          {shown.map((task) => (
            <TaskRow key={task.id} task={task} members={rowMembers} may={rowMay} copy={rowCopy} actions={actions} />
          ))}
        </ul>
      )}
      {may.create && (
        <AddTask
          input={input}
          copy={copy}
          notAdded={notAdded}
          plansPath={plansPath}
          onAdd={add}
          onAgain={({ title, key }) => add(title, key)}
          onDismiss={({ key }) => setNotAdded((all) => all.filter((one) => one.key !== key))}
        />
      )}
      <output className="sr-only">{said}</output>
      {asked !== undefined && (
        <AlertDialog
          open
          onOpenChange={(isOpen) => {
            if (!isOpen) setAsked(undefined);
          }}
          title={fill(copy.deleteTitle, { title: asked.title })}
          confirm={copy.deleteConfirm}
          confirming={copy.deleting}
          onConfirm={() => remove(asked)}
        >
          {copy.deleteText}
        </AlertDialog>
      )}
    </section>
  );
}

type ChangeStep = Extract<TaskStep, { kind: "change" }>;

const codes = (copy: TasksCopy, mayChangePlan: boolean): Readonly<Record<string, string>> => ({
  "billing.limit_reached": mayChangePlan ? copy.limitReached : copy.limitReachedAsk,
  "product.project_full": copy.projectFull,
  "product.invalid_title": copy.titleRefused,
  "product.not_a_member": copy.assigneeRefused,
});
