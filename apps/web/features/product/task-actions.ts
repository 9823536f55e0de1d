import { api, unwrap } from "../../api.ts";

interface ProjectRef {
  readonly workspaceId: string;
  readonly projectId: string;
}

interface TaskChange {
  readonly title?: string;
  readonly isDone?: boolean;
  readonly assigneeId?: string | null;
}

const route = () => api.v1.workspaces[":workspaceId"].projects[":projectId"].tasks;

const paramOf = ({ workspaceId, projectId }: ProjectRef) => ({
  workspaceId: encodeURIComponent(workspaceId),
  projectId: encodeURIComponent(projectId),
});

/* Each throws ApiProblem as every call of the API does. */

/** The same key adds once, however often it is tried. */
export async function addTask(project: ProjectRef, title: string, key: string) {
  const options = { headers: { "idempotency-key": key } };
  return unwrap(route().$post({ param: paramOf(project), json: { title } }, options));
}

export async function changeTask(project: ProjectRef, taskId: string, json: TaskChange) {
  const param = { ...paramOf(project), taskId: encodeURIComponent(taskId) };
  return unwrap(route()[":taskId"].$patch({ param, json }));
}

export async function deleteTask(project: ProjectRef, taskId: string) {
  const param = { ...paramOf(project), taskId: encodeURIComponent(taskId) };
  return unwrap(route()[":taskId"].$delete({ param }));
}
