"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "../../ui/select.tsx";
import type { OwnRunsCopy, OwnState } from "./copy-own.ts";
import { OWN_STATES, ownRunsPath } from "./own-runs.ts";

interface OwnRunFilterProps {
  readonly slug: string;
  readonly state: OwnState | undefined;
  readonly copy: Pick<OwnRunsCopy, "filter" | "all" | "states">;
}

const ALL = "all";

/** Which work is listed. The address keeps it, so that it can be sent to somebody. */
export function OwnRunFilter({ slug, state, copy }: OwnRunFilterProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const options = [
    { value: ALL, label: copy.all },
    ...OWN_STATES.map((value) => ({ value, label: copy.states[value] })),
  ] as const;
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden="true" className="text-14 text-ink-soft">
        {copy.filter}
      </span>
      <Select
        aria-label={copy.filter}
        className="w-48"
        options={options}
        value={state ?? ALL}
        disabled={isPending}
        onChange={(chosen) => start(() => router.push(ownRunsPath(slug, chosen === ALL ? undefined : chosen)))}
      />
    </div>
  );
}
