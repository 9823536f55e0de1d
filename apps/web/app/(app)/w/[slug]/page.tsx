import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ApiProblem, asProblem } from "../../../../api.ts";
import { getCopy } from "../../../../copy.ts";
import { AppFrame } from "../../../../features/identity/app-frame.tsx";
import { findMe, findWorkspace } from "../../../../features/identity/session.ts";
import { workspacePath } from "../../../../features/identity/workspaces.ts";
import { UnavailablePage } from "../../../../features/ops-safety/unavailable-page.tsx";
import { listProjects } from "../../../../features/product/list-projects.ts";
import { NewProjectForm } from "../../../../features/product/new-project-form.tsx";
import { ProjectList } from "../../../../features/product/project-list.tsx";
import { defaultLanguage, fill } from "../../../../languages.ts";
import { EmptyState } from "../../../../ui/empty-state.tsx";
import { Mark } from "../../../../ui/mark.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";

const { identity, opsSafety, product: copy } = getCopy(defaultLanguage);

interface WorkspacePageProps {
  readonly params: Promise<{ readonly slug: string }>;
}

export async function generateMetadata({ params }: WorkspacePageProps): Promise<Metadata> {
  const workspace = await findWorkspace((await params).slug).catch(() => undefined);
  return workspace === undefined ? {} : { title: workspace.name };
}

export default async function WorkspacePage({ params }: WorkspacePageProps) {
  const { slug } = await params;
  const page = await readPage(slug).catch(asProblem);
  if (page === "signed out") redirect("/sign-in");
  if (page === "not found") notFound();
  if (page instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={workspacePath(slug)} />;

  const { me, workspace, projects } = page;
  const canAdd = can(workspace.role, "project:write");
  const lead = fill(copy.lead, { role: identity.roles[workspace.role] });
  return (
    <AppFrame me={me} copy={identity.frame} workspace={workspace}>
      <PageHeader title={workspace.name} lead={lead} />
      <div className="mt-8 grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        {projects.length === 0 ? (
          <EmptyState
            picture={<Mark size={32} rest="var(--color-line)" />}
            title={copy.emptyTitle}
            {...(canAdd && { next: copy.emptyNext })}
          >
            {copy.empty}
          </EmptyState>
        ) : (
          <ProjectList projects={projects} title={copy.title} added={copy.added} language={defaultLanguage} />
        )}
        {canAdd ? (
          <Panel title={copy.newProject.title}>
            <NewProjectForm workspaceId={workspace.id} copy={copy.newProject} />
          </Panel>
        ) : (
          <Panel title={copy.readOnlyTitle}>
            <p className="text-14 text-ink-soft">{copy.readOnly}</p>
          </Panel>
        )}
      </div>
    </AppFrame>
  );
}

async function readPage(slug: string) {
  const [me, workspace] = await Promise.all([findMe(), findWorkspace(slug).catch(asProblem)]);
  if (me === undefined) return "signed out";
  if (workspace === undefined) return "not found";
  if (workspace instanceof ApiProblem) throw workspace;
  return { me, workspace, projects: await listProjects(workspace.id) };
}
