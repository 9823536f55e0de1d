import { ApiProblem, asProblem } from "../../api.ts";
import type { Language } from "../../languages.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Mark } from "../../ui/mark.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { FilesCopy } from "../media/copy.ts";
import type { ProductCopy } from "./copy.ts";
import { ExportButton } from "./export-button.tsx";
import { hasCompactProjects, listProjects } from "./list-projects.ts";
import { ProjectList } from "./project-list.tsx";

interface ProjectsSectionProps {
  readonly workspaceId: string;
  /** Where trying again leads. */
  readonly path: string;
  readonly canAdd: boolean;
  readonly copy: ProductCopy;
  readonly files: FilesCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

export async function ProjectsSection({ workspaceId, path, canAdd, copy, language, ...more }: ProjectsSectionProps) {
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
          <ButtonLink href={path} reload>
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
      title={copy.title}
      added={copy.added}
      language={language}
      files={{ workspaceId, canChange: canAdd, copy: more.files, failures: more.failures }}
      isCompact={isCompact}
      action={<ExportButton workspaceId={workspaceId} copy={copy.exporting} failures={more.failures} />}
    />
  );
}
