import type { Metadata } from "next";
import { Suspense } from "react";
import { ApiProblem } from "../../../api.ts";
import { getCopy } from "../../../copy.ts";
import { AppFrame } from "../../../features/identity/app-frame.tsx";
import { ClosedSection } from "../../../features/identity/closed-section.tsx";
import { NewWorkspaceForm } from "../../../features/identity/new-workspace-form.tsx";
import { HOME } from "../../../features/identity/next-path.ts";
import { readWaysIn } from "../../../features/identity/read.ts";
import { visitorAt } from "../../../features/identity/visit.ts";
import { WaitingInvitations } from "../../../features/identity/waiting-invitations.tsx";
import { WorkspaceList } from "../../../features/identity/workspace-list.tsx";
import { UnavailablePage } from "../../../features/ops-safety/unavailable-page.tsx";
import { fill } from "../../../languages.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Mark } from "../../../ui/mark.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { visitorLanguage } from "../../../visitor.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: getCopy(await visitorLanguage()).identity.home.workspaces };
}

export default async function HomePage() {
  const me = await visitorAt(HOME);
  const { identity: copy, opsSafety } = getCopy(await visitorLanguage());
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={HOME} />;
  const { ways } = await readWaysIn();
  return (
    <AppFrame me={me}>
      <PageHeader title={fill(copy.home.title, { name: me.person.name })} lead={copy.home.lead} />
      <div className="mt-8 grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-8">
          {me.invitations.length > 0 && (
            <WaitingInvitations
              invitations={me.invitations}
              copy={copy.invitation}
              failures={copy.failures}
              roles={copy.roles}
            />
          )}
          {me.workspaces.length === 0 ? (
            <EmptyState
              picture={<Mark size={32} cell={0} rest="var(--color-line)" />}
              title={copy.home.emptyTitle}
              next={copy.home.emptyNext}
            >
              {copy.home.empty}
            </EmptyState>
          ) : (
            <WorkspaceList title={copy.home.workspaces} workspaces={me.workspaces} roles={copy.roles} />
          )}
          <Suspense>
            <ClosedSection copy={copy} />
          </Suspense>
        </div>
        {ways.manyWorkspaces && (
          <Panel title={copy.newWorkspace.title}>
            <NewWorkspaceForm copy={copy.newWorkspace} failures={copy.failures} />
          </Panel>
        )}
      </div>
    </AppFrame>
  );
}
