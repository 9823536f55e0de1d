import type { Metadata } from "next";
import { getCopy } from "../../../../../copy.ts";
import { AdminPage, adminTitle } from "../../../../../features/ops-safety/admin-page.tsx";
import { DeadLetterActions } from "../../../../../features/workflows/dead-letter-actions.tsx";
import { DeadLetterFilter } from "../../../../../features/workflows/dead-letter-filter.tsx";
import { DeadLetterKinds } from "../../../../../features/workflows/dead-letter-kinds.tsx";
import { deadLettersIn, deadLettersPath } from "../../../../../features/workflows/dead-letters.ts";
import { readDeadLetters } from "../../../../../features/workflows/read.ts";
import { fill, fillCount } from "../../../../../languages.ts";
import { Breadcrumbs } from "../../../../../ui/breadcrumbs.tsx";
import { ButtonLink } from "../../../../../ui/button-link.tsx";
import { EmptyState } from "../../../../../ui/empty-state.tsx";
import { Mark } from "../../../../../ui/mark.tsx";
import { Notice } from "../../../../../ui/notice.tsx";
import { PageHeader } from "../../../../../ui/page-header.tsx";
import { Time } from "../../../../../ui/time.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const path = deadLettersPath({});
  return { title: await adminTitle(path, (_copy, language) => getCopy(language).workflows.deadLetters.title) };
}

export default async function DeadLettersPage({ searchParams }: PageProps<"/admin/runs/dead-letters">) {
  const filter = deadLettersIn(await searchParams);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <AdminPage path={deadLettersPath(filter)} read={() => readDeadLetters(filter)}>
      {(preview, { failures, language }) => {
        const { deadLetters: copy, runs } = getCopy(language).workflows;
        const { count, replayable, oldestAt, kinds } = preview;
        return (
          <>
            <PageHeader
              title={copy.title}
              lead={copy.lead}
              above={<Breadcrumbs trail={[{ label: runs.title, href: "/admin/runs" }]} />}
            />
            <div className="mt-8 grid gap-6">
              {(count > 0 || isFiltered) && <DeadLetterFilter filter={filter} copy={copy.filter} />}
              {count > 0 && (
                <Notice
                  tone="bad"
                  isStill
                  action={<DeadLetterActions {...{ filter, preview, copy, failures, language }} />}
                >
                  {fillCount(language, copy.fits, count)},{" "}
                  {fill(copy.replayable, { count: replayable.toLocaleString(language) })}.{" "}
                  {oldestAt !== null && (
                    <>
                      {copy.oldest} <Time at={oldestAt} language={language} />.
                    </>
                  )}
                </Notice>
              )}
              {replayable < count && (
                <Notice tone="warn" isStill>
                  {fillCount(language, copy.unknown, count - replayable)}
                </Notice>
              )}
              {count > 0 && <DeadLetterKinds kinds={kinds} copy={copy} language={language} />}
              {count === 0 &&
                (isFiltered ? (
                  <EmptyState
                    title={copy.noneFound.title}
                    action={<ButtonLink href={deadLettersPath({})}>{copy.noneFound.action}</ButtonLink>}
                  >
                    {copy.noneFound.text}
                  </EmptyState>
                ) : (
                  <EmptyState picture={<Mark size={32} rest="var(--color-line)" />} title={copy.empty.title}>
                    {copy.empty.text}
                  </EmptyState>
                ))}
            </div>
          </>
        );
      }}
    </AdminPage>
  );
}
