import { ApiProblem, asProblem, unwrap } from "../../api.ts";
import { apiAsVisitor } from "../../api-server.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { filesPath, type Workspace, workspacePath } from "../identity/workspaces.ts";
import { AllFiles } from "./all-files.tsx";
import type { MediaCopy } from "./copy.ts";

interface AllFilesSectionProps {
  readonly workspace: Workspace;
  readonly after: string | undefined;
  readonly copy: Pick<MediaCopy, "all" | "files">;
  readonly failures: FailureCopy;
}

export async function AllFilesSection({ workspace, after, copy, failures }: AllFilesSectionProps) {
  const { id, slug } = workspace;
  const { all, files: words } = copy;
  const path = filesPath(slug);
  const param = { workspaceId: encodeURIComponent(id) };
  const query = after === undefined ? {} : { cursor: after };
  const page = await unwrap(apiAsVisitor().v1.workspaces[":workspaceId"].files.$get({ param, query })).catch(asProblem);
  if (page instanceof ApiProblem) {
    return (
      <ErrorState
        title={words.failed}
        quote={page.requestId}
        action={
          <ButtonLink href={path} reload>
            {words.retry}
          </ButtonLink>
        }
      >
        {words.failedText}
      </ErrorState>
    );
  }
  const { files, nextCursor } = page;
  if (files.length === 0) {
    const { title, text, next, action } = all.empty;
    return (
      <EmptyState title={title} next={next} action={<ButtonLink href={workspacePath(slug)}>{action}</ButtonLink>}>
        {text}
      </EmptyState>
    );
  }
  return (
    <AllFiles
      workspace={{ id, slug }}
      files={files}
      copy={all}
      words={words}
      failures={failures}
      footer={
        nextCursor === null && after === undefined ? undefined : (
          <>
            {after !== undefined && (
              <ButtonLink href={path} size="small" look="quiet">
                {all.first}
              </ButtonLink>
            )}
            {nextCursor !== null && (
              <ButtonLink href={`${path}?after=${nextCursor}`} size="small" look="quiet">
                {all.more}
              </ButtonLink>
            )}
          </>
        )
      }
    />
  );
}
