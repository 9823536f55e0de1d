import type { Metadata } from "next";
import { asProblem } from "../../../../api.ts";
import { getCopy } from "../../../../copy.ts";
import { AdminPage, adminTitle } from "../../../../features/ops-safety/admin-page.tsx";
import { deadLettersPath } from "../../../../features/workflows/dead-letters.ts";
import { LiveRefresh } from "../../../../features/workflows/live-refresh.tsx";
import { QueueBoard } from "../../../../features/workflows/queue-board.tsx";
import { readQueues, readRuns } from "../../../../features/workflows/read.ts";
import { RunFilter } from "../../../../features/workflows/run-filter.tsx";
import { RunTable } from "../../../../features/workflows/run-table.tsx";
import { filterIn, isFiltering, LIST, runListPath, runsPath } from "../../../../features/workflows/runs.ts";
import { fill, fillCount } from "../../../../languages.ts";
import { ButtonLink } from "../../../../ui/button-link.tsx";
import { EmptyState } from "../../../../ui/empty-state.tsx";
import { Mark } from "../../../../ui/mark.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";

const PATH = "/admin/runs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle(PATH, (_copy, language) => getCopy(language).workflows.runs.title) };
}

export default async function RunsPage({ searchParams }: PageProps<"/admin/runs">) {
  const { cursor, ...filter } = filterIn(await searchParams);
  const isFiltered = isFiltering(filter);
  return (
    <AdminPage path={runsPath(filter, cursor)} read={() => readPage({ ...filter, cursor })}>
      {({ runs, counts, nextCursor, report }, { language }) => {
        const { runs: copy, board } = getCopy(language).workflows;
        const empty = isFiltered ? (
          <EmptyState
            title={copy.noneFound.title}
            action={<ButtonLink href={runListPath({})}>{copy.noneFound.action}</ButtonLink>}
          >
            {copy.noneFound.text}
          </EmptyState>
        ) : (
          <EmptyState
            picture={<Mark size={32} rest="var(--color-line)" />}
            title={copy.empty.title}
            next={copy.empty.next}
          >
            {copy.empty.text}
          </EmptyState>
        );
        const isWhole = nextCursor === null && cursor === undefined;
        return (
          <>
            <PageHeader title={copy.title} lead={copy.lead} action={<LiveRefresh label={copy.live} />} />
            <div className="mt-8 grid gap-6">
              <Notice
                tone={counts.deadLetters > 0 ? "bad" : "good"}
                isStill
                action={
                  counts.deadLetters > 0 && (
                    <div className="flex flex-wrap gap-2">
                      <ButtonLink href={runListPath({ state: "dead_letter" })} size="small">
                        {copy.listDead}
                      </ButtonLink>
                      <ButtonLink href={deadLettersPath({})} size="small">
                        {getCopy(language).workflows.deadLetters.action}
                      </ButtonLink>
                    </div>
                  )
                }
              >
                {fill(copy.deadLetters, { count: counts.deadLetters.toLocaleString(language) })}
                {". "}
                {fillCount(language, copy.unfinished, counts.unfinished)}.
              </Notice>
              <QueueBoard report={report} filter={filter} copy={board} language={language} />
              <div id={LIST} className="scroll-mt-24">
                <RunFilter filter={filter} copy={copy.filter} />
              </div>
              <RunTable
                runs={runs}
                copy={copy}
                language={language}
                empty={empty}
                footer={
                  isWhole ? undefined : (
                    <>
                      {cursor !== undefined && (
                        <ButtonLink href={runListPath(filter)} size="small" look="quiet">
                          {copy.first}
                        </ButtonLink>
                      )}
                      {nextCursor !== null && (
                        <ButtonLink href={runListPath(filter, nextCursor)} size="small" look="quiet">
                          {copy.more}
                        </ButtonLink>
                      )}
                    </>
                  )
                }
              />
            </div>
          </>
        );
      }}
    </AdminPage>
  );
}

/** The list is worth reading without the numbers above it. */
async function readPage(wanted: ReturnType<typeof filterIn>) {
  const [page, report] = await Promise.all([readRuns(wanted), readQueues(wanted).catch(asProblem)]);
  return { ...page, report };
}
