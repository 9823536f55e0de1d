import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem, asProblem } from "../../../../../../api.ts";
import { getCopy } from "../../../../../../copy.ts";
import { listAllMembers, listTeams } from "../../../../../../features/identity/read.ts";
import { SettingsFailed, SettingsFrame } from "../../../../../../features/identity/settings-frame.tsx";
import { TeamForm } from "../../../../../../features/identity/team-form.tsx";
import { TeamsList } from "../../../../../../features/identity/teams-list.tsx";
import { memberAt } from "../../../../../../features/identity/visit.ts";
import { settingsPath, type Workspace } from "../../../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../../features/ops-safety/unavailable-page.tsx";
import { DeniedState } from "../../../../../../ui/denied-state.tsx";
import { EmptyState } from "../../../../../../ui/empty-state.tsx";
import { Panel } from "../../../../../../ui/panel.tsx";
import { Skeleton } from "../../../../../../ui/skeleton.tsx";
import { visitorLanguage } from "../../../../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.settings.teams.title };
}

export default async function TeamsPage({ params }: PageProps<"/w/[slug]/settings/teams">) {
  const { slug } = await params;
  const path = settingsPath(slug, "teams");
  const visit = await memberAt(path, slug);
  const { identity, opsSafety } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const { settings: copy, failures } = identity;
  const mayManage = can(workspace, "team:manage");
  return (
    <SettingsFrame me={me} workspace={workspace} at={path}>
      {mayManage && (
        <Panel title={copy.teams.title} lead={copy.teams.lead}>
          <div className="max-w-form">
            <TeamForm workspace={workspace} copy={copy} failures={failures} />
          </div>
        </Panel>
      )}
      <Suspense fallback={<Skeleton shape="list" lines={4} />}>
        <TeamsSection workspace={workspace} />
      </Suspense>
      {!mayManage && (
        <DeniedState title={copy.teams.denied.title} grantedBy={copy.managers}>
          {copy.teams.denied.text}
        </DeniedState>
      )}
    </SettingsFrame>
  );
}

async function TeamsSection({ workspace }: { readonly workspace: Workspace }) {
  const { settings: copy, failures } = getCopy(await visitorLanguage()).identity;
  const [teams, members] = await Promise.all([
    listTeams(workspace.id).catch(asProblem),
    listAllMembers(workspace.id).catch(asProblem),
  ]);
  const problem = [teams, members].find((one) => one instanceof ApiProblem);
  if (teams instanceof ApiProblem || members instanceof ApiProblem) {
    const quote = problem instanceof ApiProblem ? problem.requestId : undefined;
    return <SettingsFailed copy={copy} path={settingsPath(workspace.slug, "teams")} quote={quote} />;
  }
  const mayManage = can(workspace, "team:manage");
  if (teams.length === 0) {
    return (
      <EmptyState title={copy.teams.emptyTitle} {...(mayManage && { next: copy.teams.emptyNext })}>
        {copy.teams.empty}
      </EmptyState>
    );
  }
  return <TeamsList {...{ workspace, teams, members, mayManage, copy, failures }} />;
}
