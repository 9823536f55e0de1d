import type { Identity, Session } from "@ninefold/identity";
import type { System } from "../compose.ts";

export type Notice = Awaited<ReturnType<System["notifications"]["listNotices"]>>[number];

/**
 * Whom and what notices are about, by their names of today. Notices have ids alone, so that a person can be forgotten; and
 * who has left a workspace learns nothing more of it.
 */
export async function namesOf(
  identity: Pick<Identity, "listMemberships" | "enter" | "listMembers">,
  session: Session,
  { notices, requestId }: { readonly notices: readonly Notice[]; readonly requestId: string },
) {
  const memberships = notices.length === 0 ? [] : await identity.listMemberships(session);
  const workspaces = new Map(memberships.map(({ workspace }) => [workspace.id, workspace]));
  const people = new Map<string, { readonly id: string; readonly name: string }>();
  const peopled = new Set(notices.filter((one) => idIn(one, "userId")).map((one) => idIn(one, "workspaceId")));
  for (const id of peopled) {
    if (!workspaces.has(id)) continue;
    const members = await identity.listMembers(await identity.enter(session, { id }, requestId));
    for (const { person } of members) people.set(`${id}/${person.id}`, { id: person.id, name: person.name });
  }
  return {
    workspaceOf: (notice: Notice) => workspaces.get(idIn(notice, "workspaceId")) ?? null,
    personOf: (notice: Notice) => people.get(`${idIn(notice, "workspaceId")}/${idIn(notice, "userId")}`) ?? null,
  };
}

/** A notice that a newer release wrote may be about anything. */
function idIn({ subject }: Notice, name: string): string {
  const value: unknown = typeof subject === "object" && subject !== null ? Reflect.get(subject, name) : undefined;
  return typeof value === "string" ? value : "";
}
