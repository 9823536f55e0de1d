"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "../../ui/select.tsx";
import type { AuditCopy } from "./copy/audit.ts";

interface AuditFilterProps {
  readonly path: string;
  readonly action: string | undefined;
  readonly copy: AuditCopy;
}

const ALL = "all";

/** Which entries are listed. The address keeps it, so that it can be sent to somebody. */
export function AuditFilter({ path, action, copy }: AuditFilterProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const options = [
    { value: ALL, label: copy.all },
    ...Object.entries(copy.kinds).map(([value, label]) => ({ value, label })),
  ];
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden="true" className="text-14 text-ink-soft">
        {copy.filter}
      </span>
      <Select
        aria-label={copy.filter}
        className="w-56"
        options={options}
        value={options.find(({ value }) => value === action)?.value ?? ALL}
        disabled={isPending}
        onChange={(chosen) => {
          const query = chosen === ALL ? "" : `?action=${encodeURIComponent(chosen)}`;
          start(() => router.push(`${path}${query}`));
        }}
      />
    </div>
  );
}
