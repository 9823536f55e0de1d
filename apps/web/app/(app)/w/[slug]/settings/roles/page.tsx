import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem, asProblem } from "../../../../../../api.ts";
import { getCopy } from "../../../../../../copy.ts";
import { listAllMembers, listRoles } from "../../../../../../features/identity/read.ts";
import { NewRole, RolesList } from "../../../../../../features/identity/roles-list.tsx";
import { isBuiltIn } from "../../../../../../features/identity/roles.ts";
import { SettingsFailed, SettingsFrame } from "../../../../../../features/identity/settings-frame.tsx";
import { memberAt } from "../../../../../../features/identity/visit.ts";
import { settingsPath, type Workspace } from "../../../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../../features/ops-safety/unavailable-page.tsx";
import { DeniedState } from "../../../../../../ui/denied-state.tsx";
import { EmptyState } from "../../../../../../ui/empty-state.tsx";
import { Skeleton } from "../../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.settings.ownRoles.title };
}

export default async function RolesPage({ params }: PageProps<"/w/[slug]/settings/roles">) {
  const { slug } = await params;
  const path = settingsPath(slug, "roles");
  const visit = await memberAt(path, slug);
  const { identity, opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { settings: copy, failures } = identity;
  const { ownRoles: words } = copy;
  const mayManage = can(workspace, "role:manage");
  return (
    <SettingsFrame me={me} workspace={workspace} at={path}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose flex-1 basis-60 text-14 text-ink-soft">{words.lead}</p>
        {mayManage && <NewRole workspace={workspace} copy={copy} failures={failures} />}
      </div>
      <Suspense fallback={<Skeleton shape="list" lines={5} />}>
        <RolesSection workspace={workspace} />
      </Suspense>
      {!mayManage && (
        <DeniedState title={words.denied.title} grantedBy={copy.managers}>
          {words.denied.text}
        </DeniedState>
      )}
    </SettingsFrame>
  );
}

async function RolesSection({ workspace }: { readonly workspace: Workspace }) {
  const { settings: copy, roles, roleHelp, failures } = getCopy(await visitorLanguage()).identity;
  const grants = await listRoles(workspace.id).catch(asProblem);
  if (grants instanceof ApiProblem) {
    return <SettingsFailed copy={copy} path={settingsPath(workspace.slug, "roles")} quote={grants.requestId} />;
  }
  const mayManage = can(workspace, "role:manage");
  const own = grants.filter(({ role }) => !isBuiltIn(role));
  // Whom a role has, is only asked for who may move them; without them, removing says why it can't.
  const members = mayManage && own.length > 0 ? await listAllMembers(workspace.id).catch(() => []) : [];
  const holders = Object.fromEntries(
    own.map(({ role }) => [role, members.flatMap((one) => (one.role === role ? [one.person.id] : []))]),
  );
  const view = { workspace, mayManage, all: grants, holders, copy, roles, roleHelp, failures };
  const { ownRoles: words } = copy;
  return (
    <>
      {own.length > 0 && <RolesList title={words.own} grants={own} {...view} />}
      {own.length === 0 && mayManage && (
        <EmptyState title={words.emptyTitle} next={words.emptyNext}>
          {words.empty}
        </EmptyState>
      )}
      <RolesList title={words.builtIn} grants={grants.filter(({ role }) => isBuiltIn(role))} {...view} />
    </>
  );
}
