import type { Identity } from "@ninefold/identity";
import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import type { Notifications } from "@ninefold/notifications";
import type { createProjects } from "./product/projects.ts";
import type { createTasks } from "./product/tasks.ts";

interface Systems {
  readonly identity: Pick<Identity, "exportPerson">;
  readonly notifications: Pick<Notifications, "exportPerson">;
  readonly projects: Pick<ReturnType<typeof createProjects>, "exportPerson">;
  readonly tasks: Pick<ReturnType<typeof createTasks>, "exportPerson">;
}

/** What each system keeps about a person, for the file that they ask for. A system that keeps something has a line here. */
export function exporters({ identity, notifications, projects, tasks }: Systems) {
  return {
    identity: (personId: string) => identity.exportPerson(personId),
    notifications: (personId: string, requestId: string) =>
      notifications.exportPerson({ userId: userIdOf(personId), actor: SELF, requestId }),
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
