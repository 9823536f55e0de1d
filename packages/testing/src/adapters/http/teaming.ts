import { z } from "zod";
import { TestingError } from "../../errors.ts";
import { DEEDS, NEWS } from "../../deeds.ts";
import { linkInMail } from "../../mail-link.ts";
import type { BeingTold, Teaming } from "../../port.ts";
import { Anything } from "./api.ts";
import type { AtBrowser } from "./where.ts";

const Made = z.object({ name: z.string(), slug: z.string() });
const Log = z.object({ entries: z.array(z.object({ action: z.string() })) });
const Notices = z.object({
  notifications: z.array(z.object({ kind: z.string(), workspace: z.object({ name: z.string() }).nullable() })),
});

export function httpTeaming({ api, mailbox, patienceMs, places }: AtBrowser): Teaming & Pick<BeingTold, "news"> {
  return {
    createsWorkspace: (name) => api.get(Made, "createWorkspace", { body: { name } }),
    async invites(workspace, email) {
      const path = await places.inside(workspace);
      await api.get(Anything, "invite", { path, body: { email, role: "member" } });
    },
    async acceptsInvitation(sentTo) {
      const { pathname } = await linkInMail(mailbox, { to: sentTo, path: "/invite/", timeoutMs: patienceMs });
      const invitationId = pathname.slice("/invite/".length);
      await api.get(Anything, "acceptInvitation", { path: { invitationId } });
    },
    async sees({ slug }) {
      const { status } = await api.call("findWorkspace", { path: { slug } });
      if (status === 200) return true;
      if (status === 404 || status === 401) return false;
      throw new TestingError("testing.no_effect", `the workspace answered ${status}`);
    },
    async historyOf(workspace) {
      const { entries } = await api.get(Log, "listAudit", { path: await places.inside(workspace) });
      return entries.flatMap(({ action }) => DEEDS.find(({ code }) => code === action)?.what ?? []);
    },
    async news() {
      const { notifications } = await api.get(Notices, "listNotifications");
      return notifications.flatMap(({ kind, workspace }) => {
        const what = NEWS.find(({ code }) => code === kind)?.what;
        return what === undefined || workspace === null ? [] : { what, workspace: workspace.name };
      });
    },
  };
}
