import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { ApiProblem } from "../../../../api.ts";
import { getCopy } from "../../../../copy.ts";
import { billingPath } from "../../../../features/billing/billing.ts";
import { AppFrame } from "../../../../features/identity/app-frame.tsx";
import { roleWord } from "../../../../features/identity/roles.ts";
import { findWorkspace } from "../../../../features/identity/session.ts";
import { memberAt } from "../../../../features/identity/visit.ts";
import { workspacePath } from "../../../../features/identity/workspaces.ts";
import { NotFoundPage } from "../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../features/ops-safety/unavailable-page.tsx";
import { NewProjectForm } from "../../../../features/product/new-project-form.tsx";
import { ProjectsSection } from "../../../../features/product/projects-section.tsx";
import { fill } from "../../../../languages.ts";
import { Columns } from "../../../../ui/columns.tsx";
import { DeniedState } from "../../../../ui/denied-state.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { Skeleton } from "../../../../ui/skeleton.tsx";
import { Soon } from "../../../../ui/soon.tsx";
import { visitorLanguage } from "../../../../visitor.ts";

export async function generateMetadata({ params }: PageProps<"/w/[slug]">): Promise<Metadata> {
  const workspace = await findWorkspace((await params).slug).catch(() => undefined);
  return { title: workspace?.name ?? getCopy(await visitorLanguage()).opsSafety.notFound.title };
}

export default async function WorkspacePage({ params }: PageProps<"/w/[slug]">) {
  const { slug } = await params;
  const path = workspacePath(slug);
  const visit = await memberAt(path, slug);
  const language = await visitorLanguage();
  const { identity, opsSafety, product: copy } = getCopy(language);
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace } = visit;
  const canAdd = can(workspace, "project:write");
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader
        title={workspace.name}
        lead={fill(copy.lead, { role: roleWord(workspace.role, workspace.roleName, identity.roles) })}
      />
      <Columns>
        <Soon
          of={ProjectsSection}
          props={{ workspaceId: workspace.id, slug, canAdd, copy, failures: identity.failures, language }}
          fallback={<Skeleton shape="list" lines={4} />}
        />
        <div className="grid grid-cols-1 gap-8">
          {canAdd ? (
            <Panel title={copy.newProject.title}>
              <NewProjectForm
                workspaceId={workspace.id}
                plansPath={can(workspace, "billing:manage") ? billingPath(slug) : undefined}
                copy={copy.newProject}
                failures={identity.failures}
              />
            </Panel>
          ) : (
            <DeniedState title={copy.readOnlyTitle} grantedBy={copy.managers}>
              {copy.readOnly}
            </DeniedState>
          )}
        </div>
      </Columns>
    </AppFrame>
  );
}
