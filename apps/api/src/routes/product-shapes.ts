import { z } from "zod";
import { Id, Instant } from "./shapes.ts";
import { text } from "./validation.ts";

/** Projects and tasks, as they go over the wire. */

export const ProjectShape = z
  .object({ id: Id, name: z.string(), createdAt: Instant, openTasks: z.int().min(0), doneTasks: z.int().min(0) })
  .meta({ id: "Project", description: "A project of a workspace, and how much of it is left." });

export const ProjectList = z
  .object({ projects: z.array(ProjectShape) })
  .meta({ id: "ProjectList", description: "Projects, newest first, at most 100." });

export const TaskShape = z
  .object({
    id: Id,
    title: z.string(),
    doneAt: Instant.nullable().meta({ description: "Null while it is open." }),
    assignee: z
      .object({ id: Id, name: z.string().nullable().meta({ description: "Null: they have left the workspace." }) })
      .nullable(),
    createdAt: Instant,
  })
  .meta({ id: "Task", description: "One thing to do in a project." });

export const TaskList = z
  .object({ tasks: z.array(TaskShape) })
  .meta({ id: "TaskList", description: "All tasks of a project, oldest first." });

export const ProjectExportShape = z
  .object({ fileName: z.string(), csv: z.string() })
  .meta({ id: "ProjectExport", description: "Every project of the workspace, as comma-separated values." });

export const NewProject = z.strictObject({ name: text(200) }).meta({ id: "NewProject" });

const AssigneeId = Id.nullable().meta({ description: "A member of the workspace; null for nobody." });

export const NewTask = z.strictObject({ title: text(400), assigneeId: AssigneeId.optional() }).meta({ id: "NewTask" });

export const TaskChange = z
  .strictObject({ title: text(400), isDone: z.boolean(), assigneeId: AssigneeId })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Say what is to change.")
  .meta({ id: "TaskChange", description: "Only what is given changes." });
