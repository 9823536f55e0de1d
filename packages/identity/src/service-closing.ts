import { actorIn, type PersonEntry } from "./entry.ts";
import { IdentityError } from "./errors.ts";
import type { IdentityNeeds } from "./needs.ts";
import type { ClosedWorkspace } from "./port-closing.ts";
import type { IdentityProvider, Session, Workspace } from "./port.ts";
import { requireRecentSignIn } from "./service-account.ts";

const ERASED_AT_ONCE = 20;

/** The end of a workspace. */
export function createClosing(
  provider: IdentityProvider,
  needs: IdentityNeeds,
  /** Forgets what was never handed on of a workspace. */
  forgetFacts: (workspaceId: string, requestId: string) => Promise<void>,
) {
  return {
    /**
     * Closes the workspace at once, for everybody. Wants a recent sign-in, and its slug typed: by that somebody shows which
     * one they mean. @throws IdentityError `identity.slug_mismatch`, `identity.workspace_subscribed`.
     */
    async closeWorkspace(entry: PersonEntry, typedSlug: string): Promise<ClosedWorkspace> {
      entry.require("workspace:delete");
      requireRecentSignIn(entry.session, needs.now());
      if (typedSlug !== entry.workspace.slug) {
        throw new IdentityError("identity.slug_mismatch", "This is not the address of the workspace.");
      }
      if (await needs.isPaidOn?.(entry.context)) {
        throw new IdentityError(
          "identity.workspace_subscribed",
          "The subscription of this workspace would be paid on. Cancel it first, then delete the workspace.",
        );
      }
      return provider.closeWorkspace(actorIn(entry));
    },

    listClosedWorkspaces: ({ person }: Session) => provider.listClosedWorkspaces(person.id),

    /** @throws IdentityError `identity.workspace_not_found` alike for an open, a foreign and an unknown one. */
    reopenWorkspace: ({ person }: Session, workspaceId: string): Promise<Workspace> =>
      provider.reopenWorkspace({ workspaceId, actorId: person.id }),

    /**
     * Erases what nobody can take back any more: everywhere else first, so that what fails is tried again as long as there
     * is something to find it by. To be called now and then by one process; a repeat does no harm. Answers how many.
     * @throws the first failure, after every workspace had its turn.
     */
    async sweep(requestId: string): Promise<number> {
      const failures: unknown[] = [];
      let erased = 0;
      for (const workspaceId of await provider.listErasableWorkspaces(ERASED_AT_ONCE)) {
        try {
          await needs.eraseElsewhere?.(workspaceId, requestId);
          await forgetFacts(workspaceId, requestId);
          if (await provider.eraseWorkspace(workspaceId)) erased += 1;
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
      return erased;
    },

    /** For an owner of a closed workspace, about it; nothing once it was taken back or erased. */
    async closedWorkspaceMail(userId: string, workspaceId: string) {
      const closed = (await provider.listClosedWorkspaces(userId)).find(
        ({ workspace }) => workspace.id === workspaceId,
      );
      const known = closed && (await provider.findPerson(userId));
      if (closed === undefined || known === undefined) return undefined;
      const { email, name, locale } = known.person;
      const { workspace, erasableAt } = closed;
      return {
        to: { address: email, name },
        locale,
        workspaceName: workspace.name,
        erasableAt,
        url: `${needs.origin}/home`,
      };
    },
  };
}
