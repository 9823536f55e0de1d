"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "./select.tsx";

interface AddressFilterProps {
  readonly path: string;
  /** Of the parameter that says it. */
  readonly name: string;
  readonly label: string;
  /** Of the choice that leaves nothing out. */
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
}

const ALL = "all";

/** Which entries of a list are shown. The address keeps it, so that it can be sent to somebody. */
export function AddressFilter({ path, name, label, all, options, value = ALL }: AddressFilterProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden="true" className="text-14 text-ink-soft">
        {label}
      </span>
      <Select
        aria-label={label}
        className="w-56"
        options={[{ value: ALL, label: all }, ...options]}
        value={value}
        readOnly={isPending}
        onChange={(chosen) => {
          const query = chosen === ALL ? "" : `?${new URLSearchParams({ [name]: chosen })}`;
          start(() => router.push(`${path}${query}`));
        }}
      />
    </div>
  );
}
