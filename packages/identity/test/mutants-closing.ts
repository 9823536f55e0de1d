import type { Mutant } from "@ninefold/testing/conformance-kit";
import type { IdentityProvider } from "../src/port.ts";
import type { IdentitySubject } from "./cases/subject.ts";

const provider =
  (broken: (good: IdentityProvider) => Partial<IdentityProvider>): Mutant<IdentitySubject> =>
  (subject) => ({ ...subject, provider: { ...subject.provider, ...broken(subject.provider) } });

const silentOf =
  (type: string): Mutant<IdentitySubject> =>
  (subject) => ({ ...subject, facts: async () => (await subject.facts()).filter((fact) => fact.type !== type) });

const ownerOf = async (good: IdentityProvider, workspaceId: string) =>
  (await good.listMembers(workspaceId)).find(({ role }) => role === "owner")?.person.id ?? "";

/** What a sign-up's address is counted under. */
const from =
  (address: (given: string) => string): Mutant<IdentitySubject> =>
  (subject) => ({
    ...subject,
    call: (endpoint, body, given) => {
      const headers = new Headers(given);
      const known = headers.get("x-forwarded-for");
      if (known !== null) headers.set("x-forwarded-for", address(known));
      return subject.call(endpoint, body, headers);
    },
  });

/** Deliberately broken adapters: the end of a workspace, and sign-ups of networks. */
export const closingMutants: Readonly<Record<string, Mutant<IdentitySubject>>> = {
  "closes a workspace and tells nobody": silentOf("identity.workspace_closed"),
  "takes a workspace back and tells nobody": silentOf("identity.workspace_reopened"),
  "erases a workspace and tells nobody": silentOf("identity.workspace_deleted"),
  "closes a workspace for whoever asks": provider((good) => ({
    closeWorkspace: async (ref) => good.closeWorkspace({ ...ref, actorId: await ownerOf(good, ref.workspaceId) }),
  })),
  "gives a closed workspace to whoever asks": provider((good) => ({
    reopenWorkspace: async (ref) => good.reopenWorkspace({ ...ref, actorId: await ownerOf(good, ref.workspaceId) }),
  })),
  "still lists a closed workspace": provider((good) => {
    const known = new Map<string, Awaited<ReturnType<typeof good.listMemberships>>>();
    return {
      closeWorkspace: async (ref) => {
        known.set(ref.actorId, await good.listMemberships(ref.actorId));
        return good.closeWorkspace(ref);
      },
      listMemberships: async (userId) => known.get(userId) ?? good.listMemberships(userId),
    };
  }),
  "still lets people into a closed workspace": provider((good) => ({
    findMembership: async (userId, ref) => {
      const found = await good.findMembership(userId, ref);
      if (found !== undefined || !("id" in ref)) return found;
      const closed = (await good.listClosedWorkspaces(userId)).find(({ workspace }) => workspace.id === ref.id);
      return closed && { workspace: closed.workspace, role: "owner", roleName: null, permissions: [] };
    },
  })),
  "forgets who owned a workspace that is closed": provider((good) => ({
    reopenWorkspace: (ref) => good.reopenWorkspace({ ...ref, actorId: "" }),
    listMembers: async (id) => (await good.listMembers(id)).map((one) => ({ ...one, role: "viewer" as const })),
  })),
  "lists a closed workspace for nobody": provider(() => ({ listClosedWorkspaces: async () => [] })),
  "erases nothing": provider(() => ({ eraseWorkspace: async () => false })),
  "finds nothing to erase": provider(() => ({ listErasableWorkspaces: async () => [] })),
  "says of every workspace that it was erased": provider((good) => ({
    eraseWorkspace: async (id) => {
      await good.eraseWorkspace(id);
      return true;
    },
  })),
  "counts sign-ups of the whole world together": from(() => "2001:db8:1:1::1"),
  "counts the sign-ups of each address by itself": from((given) => given.replace(/^.*:(\w+)$/, "2001:$1:1:1::1")),
};
