import { can } from "@ninefold/identity/permissions";
import { ApiProblem, asProblem } from "../../api.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { billingPath } from "../billing/billing.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { listAllMembers } from "../identity/read.ts";
import type { Workspace } from "../identity/workspaces.ts";
import type { ProductCopy } from "./copy.ts";
import { listTasks } from "./read.ts";
import { projectPath } from "./projects.ts";
import { TaskList } from "./task-list.tsx";

interface TasksSectionProps {
  readonly workspace: Workspace;
  readonly projectId: string;
  readonly copy: ProductCopy;
  readonly failures: FailureCopy;
}

export async function TasksSection({ workspace, projectId, copy, failures }: TasksSectionProps) {
  const { id: workspaceId, slug } = workspace;
  const [tasks, members] = await Promise.all([
    listTasks(workspaceId, projectId).catch(asProblem),
    listAllMembers(workspaceId).catch(asProblem),
  ]);
  if (tasks instanceof ApiProblem) {
    return (
      <ErrorState
        title={copy.tasks.failed}
        quote={tasks.requestId}
        action={
          <ButtonLink href={projectPath(slug, projectId)} reload>
            {copy.retry}
          </ButtonLink>
        }
      >
        {copy.tasks.failedText}
      </ErrorState>
    );
  }
  return (
    <TaskList
      workspaceId={workspaceId}
      projectId={projectId}
      tasks={tasks}
      members={members instanceof ApiProblem ? undefined : members.map(({ person: { id, name } }) => ({ id, name }))}
      may={{
        create: can(workspace, "task:create"),
        change: can(workspace, "task:change"),
        delete: can(workspace, "task:delete"),
      }}
      plansPath={can(workspace, "billing:manage") ? billingPath(slug) : undefined}
      copy={copy.tasks}
      failures={failures}
    />
  );
}
