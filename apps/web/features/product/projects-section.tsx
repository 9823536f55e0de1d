import { ApiProblem, asProblem } from "../../api.ts";
import type { Language } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Mark } from "../../ui/mark.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { workspacePath } from "../identity/workspaces.ts";
import type { ProductCopy } from "./copy.ts";
import { ExportButton } from "./export-button.tsx";
import { hasCompactProjects, listProjects } from "./read.ts";
import { ProjectList } from "./project-list.tsx";

interface ProjectsSectionProps {
  readonly workspaceId: string;
  /** Of the workspace. */
  readonly slug: string;
  readonly canAdd: boolean;
  readonly copy: ProductCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

export async function ProjectsSection({ workspaceId, slug, canAdd, copy, failures, language }: ProjectsSectionProps) {
  const [projects, isCompact] = await Promise.all([
    listProjects(workspaceId).catch(asProblem),
    hasCompactProjects(workspaceId),
  ]);
  if (projects instanceof ApiProblem) {
    return (
      <ErrorState
        title={copy.failed}
        quote={projects.requestId}
        action={
          <ButtonLink href={workspacePath(slug)} reload>
            {copy.retry}
          </ButtonLink>
        }
      >
        {copy.failedText}
      </ErrorState>
    );
  }
  if (projects.length === 0) {
    return (
      <EmptyState
        picture={<Mark size={32} rest="var(--color-line)" />}
        title={copy.emptyTitle}
        {...(canAdd && { next: copy.emptyNext })}
      >
        {copy.empty}
      </EmptyState>
    );
  }
  return (
    <ProjectList
      projects={projects}
      slug={slug}
      copy={copy}
      language={language}
      isCompact={isCompact}
      action={<ExportButton workspaceId={workspaceId} copy={copy.exporting} failures={failures} />}
    />
  );
}
