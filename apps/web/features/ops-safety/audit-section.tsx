import { ApiProblem, asProblem } from "../../api.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { listAudit } from "./audit-entries.ts";
import { AuditTable } from "./audit-table.tsx";
import type { AuditCopy } from "./copy/audit.ts";

interface AuditSectionProps {
  readonly workspaceId: string;
  readonly meId: string;
  /** Of the page itself, where trying again and going on lead. */
  readonly path: string;
  readonly after: string | undefined;
  readonly action: string | undefined;
  readonly copy: AuditCopy;
}

export async function AuditSection({ workspaceId, meId, path, after, action, copy }: AuditSectionProps) {
  const page = await listAudit(workspaceId, { after, action }).catch(asProblem);
  if (page instanceof ApiProblem) {
    return (
      <ErrorState
        title={copy.failed}
        quote={page.requestId}
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
  const { entries, nextCursor } = page;
  if (entries.length === 0) {
    return action === undefined ? (
      <EmptyState title={copy.empty.title} next={copy.empty.next}>
        {copy.empty.text}
      </EmptyState>
    ) : (
      <EmptyState title={copy.noneOfKind.title} action={<ButtonLink href={path}>{copy.noneOfKind.action}</ButtonLink>}>
        {copy.noneOfKind.text}
      </EmptyState>
    );
  }
  const at = (cursor?: string) => {
    const query = new URLSearchParams({ ...(action && { action }), ...(cursor && { after: cursor }) }).toString();
    return query === "" ? path : `${path}?${query}`;
  };
  const isWhole = nextCursor === null && after === undefined;
  return (
    <AuditTable
      entries={entries}
      meId={meId}
      copy={copy}
      footer={
        isWhole ? undefined : (
          <>
            {after !== undefined && (
              <ButtonLink href={at()} size="small" look="quiet">
                {copy.first}
              </ButtonLink>
            )}
            {nextCursor !== null && (
              <ButtonLink href={at(nextCursor)} size="small" look="quiet">
                {copy.more}
              </ButtonLink>
            )}
          </>
        )
      }
    />
  );
}
