import Link from "next/link";
import type { Language } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Mark } from "../../ui/mark.tsx";
import { Progress } from "../../ui/progress.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import type { OwnRunsCopy } from "./copy/own-runs.ts";
import { OWN_TONE, type OwnRun, ownRunPath, ownRunsPath, type OwnState } from "./own-runs.ts";
import { wordsOf } from "./own-words.ts";

interface OwnRunListProps {
  readonly slug: string;
  readonly runs: readonly OwnRun[];
  readonly nextCursor: string | null;
  readonly after: string | undefined;
  readonly state: OwnState | undefined;
  readonly copy: OwnRunsCopy;
  readonly language: Language;
}

/** A workspace's background work, newest first. */
export function OwnRunList({ slug, runs, nextCursor, after, state, copy, language }: OwnRunListProps) {
  const isWhole = nextCursor === null && after === undefined;
  const empty =
    state === undefined ? (
      <EmptyState picture={<Mark size={32} rest="var(--color-line)" />} title={copy.empty.title} next={copy.empty.next}>
        {copy.empty.text}
      </EmptyState>
    ) : (
      <EmptyState
        title={copy.noneFound.title}
        action={<ButtonLink href={ownRunsPath(slug)}>{copy.noneFound.action}</ButtonLink>}
      >
        {copy.noneFound.text}
      </EmptyState>
    );
  return (
    <Table
      label={copy.title}
      columns={columnsOf(slug, copy, language)}
      rows={runs}
      rowKey={({ id }) => id}
      empty={empty}
      footer={
        isWhole ? undefined : (
          <>
            {after !== undefined && (
              <ButtonLink href={ownRunsPath(slug, state)} size="small" look="quiet">
                {copy.first}
              </ButtonLink>
            )}
            {nextCursor !== null && (
              <ButtonLink href={ownRunsPath(slug, state, nextCursor)} size="small" look="quiet">
                {copy.more}
              </ButtonLink>
            )}
          </>
        )
      }
    />
  );
}

export function OwnRunState({ state, copy }: { readonly state: OwnState; readonly copy: OwnRunsCopy }) {
  return <Badge tone={OWN_TONE[state]}>{copy.states[state]}</Badge>;
}

function columnsOf(slug: string, copy: OwnRunsCopy, language: Language): readonly Column<OwnRun>[] {
  return [
    {
      key: "what",
      title: copy.what,
      phone: "title",
      cell: (run) => (
        <Link
          href={ownRunPath(slug, run.id)}
          className="rounded-control font-medium [overflow-wrap:anywhere] underline underline-offset-4"
        >
          {wordsOf(run, copy).name}
        </Link>
      ),
    },
    {
      key: "state",
      title: copy.state,
      phone: "side",
      cell: ({ state, progress }) => (
        <span className="inline-grid justify-items-start gap-1.5">
          <OwnRunState state={state} copy={copy} />
          {state === "running" && progress !== null && <Progress label={copy.progress} part={progress / 100} />}
        </span>
      ),
    },
    {
      key: "asked",
      title: copy.asked,
      phone: "detail",
      cell: ({ enqueuedAt }) => (
        <span className="text-13 whitespace-nowrap text-ink-soft">
          <Time at={enqueuedAt} language={language} />
        </span>
      ),
    },
  ];
}
