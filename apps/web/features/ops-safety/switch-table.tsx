"use client";

import { useRouter } from "next/navigation";
import { fill, type Language } from "../../languages.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Mark } from "../../ui/mark.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { FailureCopy } from "../identity/copy/failures.ts";
import type { KillSwitch } from "./admin.ts";
import type { SwitchesCopy } from "./copy/admin.ts";
import { clearSwitch } from "./decide.ts";

interface SwitchTableProps {
  readonly switches: readonly KillSwitch[];
  readonly copy: SwitchesCopy;
  readonly failures: FailureCopy;
  readonly language: Language;
}

export function SwitchTable({ switches, copy, failures, language }: SwitchTableProps) {
  return (
    <Table
      label={copy.active}
      columns={columnsOf(copy, failures, language)}
      rows={switches}
      rowKey={({ dependency }) => dependency}
      empty={
        <EmptyState picture={<Mark size={32} rest="var(--color-line)" />} title={copy.none}>
          {copy.noneText}
        </EmptyState>
      }
    />
  );
}

function columnsOf(copy: SwitchesCopy, failures: FailureCopy, language: Language): readonly Column<KillSwitch>[] {
  return [
    {
      key: "dependency",
      title: copy.dependency,
      phone: "title",
      cell: ({ dependency }) => <code className="font-mono text-13">{dependency}</code>,
    },
    {
      key: "reason",
      title: copy.why,
      phone: "detail",
      cell: ({ reason }) => <span className="[overflow-wrap:anywhere]">{reason}</span>,
    },
    {
      key: "until",
      title: copy.until,
      cell: ({ expiresAt }) => (
        <span className="whitespace-nowrap">
          <Time at={expiresAt} language={language} />
        </span>
      ),
    },
    {
      key: "since",
      title: copy.since,
      cell: ({ activatedAt }) => (
        <span className="whitespace-nowrap text-ink-soft">
          <Time at={activatedAt} language={language} />
        </span>
      ),
    },
    {
      key: "actions",
      title: copy.actions,
      isTitleHidden: true,
      align: "end",
      phone: "side",
      cell: (one) => <ClearSwitch one={one} copy={copy} failures={failures} />,
    },
  ];
}

type ClearSwitchProps = Pick<SwitchTableProps, "copy" | "failures"> & { readonly one: KillSwitch };

function ClearSwitch({ one: { dependency, reason }, copy, failures }: ClearSwitchProps) {
  const router = useRouter();
  const toast = useToast();
  const { question } = copy;

  async function clear(): Promise<string | undefined> {
    const refusal = await clearSwitch(dependency, failures);
    if (refusal !== undefined) return refusal;
    toast({ title: fill(copy.cleared, { dependency }) });
    router.refresh();
    return undefined;
  }

  return (
    <AlertDialog
      trigger={
        <Button look="quiet" size="small" aria-label={fill(copy.clearOne, { dependency })}>
          {copy.clear}
        </Button>
      }
      title={fill(question.title, { dependency })}
      confirm={question.confirm}
      confirming={question.confirming}
      isDestructive={false}
      onConfirm={clear}
    >
      {fill(question.text, { reason })}
    </AlertDialog>
  );
}
