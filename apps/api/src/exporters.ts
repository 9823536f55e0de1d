import type { Identity } from "@ninefold/identity";
import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import type { Media } from "@ninefold/media";
import type { Notifications } from "@ninefold/notifications";
import type { createProjects } from "./product/projects.ts";
import type { createTasks } from "./product/tasks.ts";

interface Systems {
  readonly identity: Pick<Identity, "exportPerson">;
  readonly notifications: Pick<Notifications, "exportPerson">;
  readonly media: Pick<Media, "exportPerson">;
  readonly projects: Pick<ReturnType<typeof createProjects>, "exportPerson">;
  readonly tasks: Pick<ReturnType<typeof createTasks>, "exportPerson">;
}

/** What each system keeps about a person, for the file that they ask for. A system that keeps something has a line here. */
export function exporters({ identity, notifications, projects, tasks, media }: Systems) {
  return {
    identity: (personId: string) => identity.exportPerson(personId),
    notifications: (personId: string, requestId: string) =>
      notifications.exportPerson({ userId: userIdOf(personId), actor: SELF, requestId }),
    /** Their picture, and what they sent into the workspaces that they belong to. */
    async media(personId: string, requestId: string) {
      const { memberships = [] } = (await identity.exportPerson(personId)) ?? {};
      const own = await media.exportPerson({ userId: userIdOf(personId), actor: SELF, requestId }, personId);
      const workspaces: object[] = [];
      for (const { workspace } of memberships) {
        const context = { tenantId: tenantIdOf(workspace.id), actor: SELF, requestId };
        workspaces.push({ workspaceId: workspace.id, files: await media.exportPerson(context, personId) });
      }
      return { own, workspaces };
    },
    /** By workspace, and only where they still belong: what they left behind is the workspace's. */
    async product(personId: string, requestId: string) {
      const { memberships = [] } = (await identity.exportPerson(personId)) ?? {};
      const byWorkspace: object[] = [];
      for (const { workspace } of memberships) {
        const context = { tenantId: tenantIdOf(workspace.id), actor: SELF, requestId };
        byWorkspace.push({
          workspaceId: workspace.id,
          projects: await projects.exportPerson(context, personId),
          tasks: await tasks.exportPerson(context, personId),
        });
      }
      return byWorkspace;
    },
  };
}

const SELF = { type: "system", id: "ops-safety.export" } as const;
