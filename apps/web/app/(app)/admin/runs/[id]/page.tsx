import type { Metadata } from "next";
import { getCopy } from "../../../../../copy.ts";
import { AdminPage, adminTitle } from "../../../../../features/ops-safety/admin-page.tsx";
import { readRun } from "../../../../../features/workflows/read.ts";
import { RunActions, StopRun } from "../../../../../features/workflows/run-actions.tsx";
import { RunReport } from "../../../../../features/workflows/run-report.tsx";
import { RunState } from "../../../../../features/workflows/run-state.tsx";
import { isDeadLetter } from "../../../../../features/workflows/runs.ts";
import { Breadcrumbs } from "../../../../../ui/breadcrumbs.tsx";
import { PageHeader } from "../../../../../ui/page-header.tsx";

const pathOf = (id: string) => `/admin/runs/${encodeURIComponent(id)}`;

export async function generateMetadata({ params }: PageProps<"/admin/runs/[id]">): Promise<Metadata> {
  const path = pathOf((await params).id);
  return { title: await adminTitle(path, (_copy, language) => getCopy(language).workflows.runs.title) };
}

export default async function RunPage({ params }: PageProps<"/admin/runs/[id]">) {
  const { id } = await params;
  return (
    <AdminPage path={pathOf(id)} read={() => readRun(id)}>
      {(run, { failures, language }) => {
        const copy = getCopy(language).workflows.runs;
        return (
          <>
            <PageHeader
              title={run.task}
              above={
                <span className="flex flex-wrap items-center gap-3">
                  <Breadcrumbs trail={[{ label: copy.title, href: "/admin/runs" }]} />
                  <RunState run={run} copy={copy} />
                </span>
              }
              action={
                isDeadLetter(run) ? (
                  <RunActions run={run} copy={copy.run} failures={failures} />
                ) : (
                  run.endedAt === null && <StopRun run={run} copy={copy.run} failures={failures} />
                )
              }
            />
            <RunReport run={run} copy={copy} language={language} />
          </>
        );
      }}
    </AdminPage>
  );
}
