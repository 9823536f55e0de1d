"use client";

import type { ControlProps } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import type { Flag, FlagValue } from "./admin.ts";
import type { FlagsCopy } from "./copy/admin.ts";
import { valueWord } from "./value-word.ts";

interface ValueSelectProps extends Partial<ControlProps> {
  readonly flag: Flag;
  readonly copy: FlagsCopy;
  readonly value: FlagValue;
  readonly onChange: (value: FlagValue) => void;
}

/** One of the values that the code knows. */
export function ValueSelect({ flag, copy, value, onChange, ...control }: ValueSelectProps) {
  return (
    <Select
      {...control}
      value={JSON.stringify(value)}
      onChange={(chosen) => onChange(flag.values.find((one) => JSON.stringify(one) === chosen) ?? flag.fallback)}
      options={flag.values.map((one) => ({ value: JSON.stringify(one), label: valueWord(one, copy) }))}
    />
  );
}

/** What somebody who rolls it out most likely means. */
export function otherValue({ values, fallback }: Flag): FlagValue {
  return values.find((one) => one !== fallback) ?? fallback;
}
