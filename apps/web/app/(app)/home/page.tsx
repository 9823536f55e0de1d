import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ApiProblem, asProblem } from "../../../api.ts";
import { getCopy } from "../../../copy.ts";
import { AppFrame } from "../../../features/identity/app-frame.tsx";
import { NewWorkspaceForm } from "../../../features/identity/new-workspace-form.tsx";
import { findMe } from "../../../features/identity/session.ts";
import { WorkspaceList } from "../../../features/identity/workspace-list.tsx";
import { UnavailablePage } from "../../../features/ops-safety/unavailable-page.tsx";
import { defaultLanguage, fill } from "../../../languages.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Mark } from "../../../ui/mark.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Panel } from "../../../ui/panel.tsx";

const { identity: copy, opsSafety } = getCopy(defaultLanguage);

export const metadata: Metadata = { title: copy.home.workspaces };

export default async function HomePage() {
  const me = await findMe().catch(asProblem);
  if (me === undefined) redirect("/sign-in");
  if (me instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path="/home" />;
  return (
    <AppFrame me={me} copy={copy.frame}>
      <PageHeader title={fill(copy.home.title, { name: me.person.name })} lead={copy.home.lead} />
      <div className="mt-8 grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        {me.workspaces.length === 0 ? (
          <EmptyState
            picture={<Mark size={32} cell={0} rest="var(--color-line)" />}
            title={copy.home.emptyTitle}
            next={copy.home.emptyNext}
          >
            {copy.home.empty}
          </EmptyState>
        ) : (
          <WorkspaceList workspaces={me.workspaces} copy={copy} />
        )}
        <Panel title={copy.newWorkspace.title}>
          <NewWorkspaceForm copy={copy.newWorkspace} />
        </Panel>
      </div>
    </AppFrame>
  );
}
