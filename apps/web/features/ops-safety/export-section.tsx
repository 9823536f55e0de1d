import { ApiProblem, asProblem } from "../../api.ts";
import type { FailureCopy } from "../identity/copy/failures.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import type { ExportCopy } from "./copy/export.ts";
import { ExportControl } from "./export-control.tsx";
import { listExports } from "./export-list.ts";

interface ExportSectionProps {
  readonly copy: ExportCopy;
  readonly failures: FailureCopy;
}

/** A person's copy of their data, on the page of their account. */
export async function ExportSection({ copy, failures }: ExportSectionProps) {
  const listed = await listExports().catch(asProblem);
  return (
    <section className="grid gap-3 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-8">
      <div>
        <h2 className="text-14 font-semibold text-ink">{copy.title}</h2>
        <p className="text-13 text-ink-faint">{copy.lead}</p>
      </div>
      {listed instanceof ApiProblem ? (
        <ErrorState title={copy.unread} quote={listed.requestId}>
          {copy.unreadText}
        </ErrorState>
      ) : (
        <ExportControl listed={listed} copy={copy} failures={failures} />
      )}
    </section>
  );
}
