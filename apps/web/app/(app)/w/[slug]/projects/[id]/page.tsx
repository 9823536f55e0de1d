import { can } from "@ninefold/identity/permissions";
import type { Metadata } from "next";
import { cache } from "react";
import { ApiProblem, asProblem } from "../../../../../../api.ts";
import { getCopy } from "../../../../../../copy.ts";
import { AppFrame } from "../../../../../../features/identity/app-frame.tsx";
import { memberAt } from "../../../../../../features/identity/visit.ts";
import { workspacePath } from "../../../../../../features/identity/workspaces.ts";
import { FilesSection } from "../../../../../../features/media/files-section.tsx";
import { NotFoundPage } from "../../../../../../features/ops-safety/not-found-page.tsx";
import { UnavailablePage } from "../../../../../../features/ops-safety/unavailable-page.tsx";
import { DeleteProject } from "../../../../../../features/product/delete-project.tsx";
import { projectPath } from "../../../../../../features/product/projects.ts";
import { findProject } from "../../../../../../features/product/read.ts";
import { TasksSection } from "../../../../../../features/product/tasks-section.tsx";
import { Breadcrumbs } from "../../../../../../ui/breadcrumbs.tsx";
import { Columns } from "../../../../../../ui/columns.tsx";
import { DeniedState } from "../../../../../../ui/denied-state.tsx";
import { PageHeader } from "../../../../../../ui/page-header.tsx";
import { Skeleton } from "../../../../../../ui/skeleton.tsx";
import { Soon } from "../../../../../../ui/soon.tsx";
import { visitorLanguage } from "../../../../../../visitor.ts";

type Props = PageProps<"/w/[slug]/projects/[id]">;

/** Asked once per request, by the title and by the page. */
const visitAt = cache(async (slug: string, id: string) => {
  const visit = await memberAt(projectPath(slug, id), slug);
  if (visit === undefined || visit instanceof ApiProblem) return visit;
  const project = await findProject(visit.workspace.id, id).catch(asProblem);
  return project === undefined || project instanceof ApiProblem ? project : { ...visit, project };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, id } = await params;
  const visit = await visitAt(slug, id);
  if (visit !== undefined && !(visit instanceof ApiProblem)) return { title: visit.project.name };
  return { title: getCopy(await visitorLanguage()).opsSafety.notFound.title };
}

export default async function ProjectPage({ params }: Props) {
  const { slug, id } = await params;
  const path = projectPath(slug, id);
  const visit = await visitAt(slug, id);
  const { identity, media, opsSafety, product: copy } = getCopy(await visitorLanguage());
  if (visit === undefined) return <NotFoundPage />;
  if (visit instanceof ApiProblem) return <UnavailablePage copy={opsSafety} path={path} />;

  const { me, workspace, project } = visit;
  const { failures } = identity;
  return (
    <AppFrame me={me} workspace={workspace}>
      <PageHeader
        above={<Breadcrumbs trail={[{ label: workspace.name, href: workspacePath(slug) }]} />}
        title={project.name}
        {...(can(workspace, "project:delete") && {
          action: (
            <DeleteProject
              workspaceId={workspace.id}
              project={project}
              after={workspacePath(slug)}
              copy={copy.deleting}
              failures={failures}
            />
          ),
        })}
      />
      <Columns>
        <Soon
          of={TasksSection}
          props={{ workspace, projectId: project.id, copy, failures }}
          fallback={<Skeleton shape="list" lines={4} />}
        />
        <div className="grid grid-cols-1 gap-8">
          {!can(workspace, "task:change") && (
            <DeniedState title={copy.tasks.readOnlyTitle} grantedBy={copy.managers}>
              {copy.tasks.readOnly}
            </DeniedState>
          )}
          <Soon
            of={FilesSection}
            props={{
              workspaceId: workspace.id,
              project,
              canChange: can(workspace, "project:write"),
              path,
              copy: media.files,
              failures,
            }}
            fallback={<Skeleton shape="list" lines={2} />}
          />
        </div>
      </Columns>
    </AppFrame>
  );
}
