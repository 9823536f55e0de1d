import { z } from "zod";
import { TestingError } from "../../errors.ts";
import type { Project, Working } from "../../port.ts";
import { Anything } from "./api.ts";
import { upload } from "./uploads.ts";
import type { AtBrowser } from "./where.ts";

const NewProject = z.object({ id: z.string(), name: z.string() });
const Tasks = z.object({
  tasks: z.array(z.object({ id: z.string(), title: z.string(), doneAt: z.string().nullable() })),
});
const Files = z.object({ files: z.array(z.object({ id: z.string(), name: z.string() })) });
const Flags = z.object({ compactProjects: z.boolean() });

export function httpWorking({ api, places }: AtBrowser): Working {
  const listTasks = async (project: Project) =>
    (await api.get(Tasks, "listTasks", { path: await places.at(project) })).tasks;

  return {
    async createsProject(workspace, name) {
      const path = await places.inside(workspace);
      return { ...(await api.get(NewProject, "createProject", { path, body: { name } })), workspace };
    },
    async addsTask(project, title) {
      await api.get(Anything, "createTask", { path: await places.at(project), body: { title } });
    },
    async completesTask(project, title) {
      const path = await places.at(project);
      const task = (await listTasks(project)).find((one) => one.title === title);
      if (task === undefined) throw new TestingError("testing.refused", `there is no task "${title}"`);
      await api.get(Anything, "changeTask", { path: { ...path, taskId: task.id }, body: { isDone: true } });
    },
    async tasksOf(project) {
      const { id: projectId, workspace } = project;
      const workspaceId = await places.findWorkspaceId(workspace);
      if (workspaceId === undefined) return [];
      const { status, body } = await api.call("listTasks", { path: { workspaceId, projectId } });
      if (status === 404) return [];
      return Tasks.parse(body).tasks.map(({ title, doneAt }) => ({ title, isDone: doneAt !== null }));
    },
    async attaches(project, file) {
      const path = await places.at(project);
      const { workspaceId } = path;
      await upload(api, file, {
        begin: "beginProjectFile",
        complete: "completeFile",
        path,
        pathOfEnd: { workspaceId },
      });
    },
    async downloads(project, name) {
      const { workspaceId, projectId } = await places.at(project);
      const { files } = await api.get(Files, "listProjectFiles", { path: { workspaceId, projectId } });
      const fileId = files.find((one) => one.name === name)?.id;
      if (fileId === undefined) throw new TestingError("testing.refused", `there is no file "${name}"`);
      const { url } = await api.get(z.object({ url: z.string() }), "openFile", { path: { workspaceId, fileId } });
      return (await api.visit(url)).text();
    },
    async seesCloseRows(workspace) {
      return (await api.get(Flags, "readFlags", { path: await places.inside(workspace) })).compactProjects;
    },
  };
}
