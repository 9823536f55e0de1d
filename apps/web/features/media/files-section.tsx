import { ApiProblem, asProblem, unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProjectFiles, type ProjectFilesProps } from "./project-files.tsx";

interface FilesSectionProps extends Omit<ProjectFilesProps, "files"> {
  /** Where trying again leads. */
  readonly path: string;
}

export async function FilesSection({ path, ...props }: FilesSectionProps) {
  const { workspaceId, project, copy } = props;
  const param = { workspaceId: encodeURIComponent(workspaceId), projectId: encodeURIComponent(project.id) };
  const found = await unwrap(
    apiAsVisitor().v1.workspaces[":workspaceId"].projects[":projectId"].files.$get({ param }),
  ).catch(asProblem);
  if (found instanceof ApiProblem) {
    return (
      <ErrorState
        title={copy.failed}
        quote={found.requestId}
        action={
          <ButtonLink href={path} reload>
            {copy.retry}
          </ButtonLink>
        }
      >
        {copy.failedText}
      </ErrorState>
    );
  }
  return (
    <Panel title={copy.title}>
      <ProjectFiles {...props} files={found.files} />
    </Panel>
  );
}
