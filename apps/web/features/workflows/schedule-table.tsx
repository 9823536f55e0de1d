import Link from "next/link";
import type { Language } from "../../languages.ts";
import { Badge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Mark } from "../../ui/mark.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { SchedulesCopy } from "./copy/schedules.ts";
import { ScheduleActions } from "./schedule-actions.tsx";
import { cronInWords, OUTCOME_TONE, type Schedule } from "./schedules.ts";
import { Upcoming } from "./upcoming.tsx";

interface ScheduleTableProps {
  readonly schedules: readonly Schedule[];
  readonly copy: SchedulesCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

export function ScheduleTable({ schedules, ...words }: ScheduleTableProps) {
  const { copy } = words;
  return (
    <Table
      label={copy.listed}
      columns={columnsOf(words)}
      rows={schedules}
      rowKey={({ name }) => name}
      empty={
        <EmptyState picture={<Mark size={32} rest="var(--color-line)" />} title={copy.empty.title}>
          {copy.empty.text}
        </EmptyState>
      }
    />
  );
}

function columnsOf({ copy, failures, language }: Omit<ScheduleTableProps, "schedules">): readonly Column<Schedule>[] {
  return [
    {
      key: "name",
      title: copy.name,
      phone: "headline",
      cell: ({ name, paused }) => (
        <>
          <span className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-13 [overflow-wrap:anywhere]">{name}</code>
            {paused !== null && <Badge tone="warn">{copy.paused}</Badge>}
          </span>
          {paused !== null && (
            <span className="mt-1 block max-w-60 text-13 font-normal [overflow-wrap:anywhere] text-ink-soft">
              {paused.reason}
            </span>
          )}
        </>
      ),
    },
    {
      key: "when",
      title: copy.when,
      phone: "detail",
      cell: (schedule) => <When schedule={schedule} copy={copy} language={language} />,
    },
    {
      key: "next",
      title: copy.next,
      cell: ({ upcoming }) => <Upcoming upcoming={upcoming} copy={copy} language={language} />,
    },
    {
      key: "last",
      title: copy.last,
      cell: (schedule) => <Last schedule={schedule} copy={copy} language={language} />,
    },
    {
      key: "actions",
      title: copy.actions,
      isTitleHidden: true,
      align: "end",
      phone: "beside",
      cell: (schedule) => <ScheduleActions schedule={schedule} copy={copy} failures={failures} />,
    },
  ];
}

interface CellProps {
  readonly schedule: Schedule;
  readonly copy: SchedulesCopy;
  readonly language: Language;
}

function When({ schedule, copy, language }: CellProps) {
  const { cron, timeZone, mayOverlap, missed, upcoming, lastOutcome } = schedule;
  const words = cronInWords(cron, copy.words);
  const notes = [mayOverlap && copy.overlaps, missed === "once" && copy.makesUp].filter((note) => note !== false);
  return (
    <span className="grid gap-0.5">
      <span>{words ?? <code className="font-mono text-13">{cron}</code>}</span>
      <span className="text-13 whitespace-nowrap text-ink-faint @max-[36rem]:whitespace-normal">
        {words !== undefined && <code className="font-mono text-12">{cron}</code>} {[timeZone, ...notes].join(", ")}
      </span>
      {/* There is no room for their columns. */}
      <span className="hidden flex-wrap items-center gap-2 @max-[36rem]:flex">
        {upcoming[0] !== undefined && (
          <span>
            {copy.next}: <Time at={upcoming[0]} language={language} />
          </span>
        )}
        {lastOutcome !== null && lastOutcome !== "enqueued" && (
          <Badge tone={OUTCOME_TONE[lastOutcome]}>{copy.outcomes[lastOutcome]}</Badge>
        )}
      </span>
    </span>
  );
}

function Last({ schedule: { lastAt, lastOutcome, lastRun }, copy, language }: CellProps) {
  if (lastAt === null || lastOutcome === null) {
    if (lastRun === null) return <span className="text-ink-faint">{copy.never}</span>;
    return <RunLink id={lastRun.id} copy={copy} />;
  }
  return (
    <span className="grid gap-0.5">
      <span className="flex items-center gap-2 whitespace-nowrap">
        <span title={copy.meanings[lastOutcome]}>
          <Badge tone={OUTCOME_TONE[lastOutcome]}>{copy.outcomes[lastOutcome]}</Badge>
        </span>
        <Time at={lastAt} language={language} />
      </span>
      {lastRun !== null && <RunLink id={lastRun.id} copy={copy} />}
    </span>
  );
}

function RunLink({ id, copy }: { readonly id: string; readonly copy: SchedulesCopy }) {
  return (
    <Link href={`/admin/runs/${id}`} className="w-fit rounded-control text-13 underline underline-offset-4">
      {copy.run}
    </Link>
  );
}
