import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import type { RunsCopy } from "./copy/runs.ts";
import { FilterInput } from "./filter-input.tsx";
import { KINDS, PERIODS, type RunFilter } from "./runs.ts";

interface MoreFiltersProps {
  readonly filter: RunFilter;
  readonly copy: RunsCopy["filter"];
  readonly isPending: boolean;
  readonly show: (wanted: RunFilter) => void;
}

const ANY = "any";

/** What is asked for less often: folded away, unless it is asked for. Inside the form, whose button sends its texts. */
export function MoreFilters({ filter, copy, isPending, show }: MoreFiltersProps) {
  const { kind, tag, schedule, period } = filter;
  const kinds = [
    { value: ANY, label: copy.all },
    ...KINDS.map((value) => ({ value, label: copy.kinds[value] })),
  ] as const;
  const periods = [
    { value: ANY, label: copy.anyTime },
    ...PERIODS.map((value) => ({ value, label: copy.periods[value] })),
  ] as const;
  const isOpen = [kind, tag, schedule, period].some((value) => value !== undefined);
  return (
    <details open={isOpen} className="col-span-full">
      <summary className="w-fit cursor-pointer rounded-control text-14 text-ink-soft underline underline-offset-4">
        {copy.more}
      </summary>
      <div className="mt-4 grid grid-cols-1 items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field id="runs-period" label={copy.period}>
          {(control) => (
            <Select
              {...control}
              options={periods}
              value={period ?? ANY}
              readOnly={isPending}
              onChange={(chosen) => show({ ...filter, period: chosen === ANY ? undefined : chosen })}
            />
          )}
        </Field>
        <Field id="runs-kind" label={copy.kind}>
          {(control) => (
            <Select
              {...control}
              options={kinds}
              value={kind ?? ANY}
              readOnly={isPending}
              onChange={(chosen) => show({ ...filter, kind: chosen === ANY ? undefined : chosen })}
            />
          )}
        </Field>
        <FilterInput id="runs-tag" name="tag" label={copy.tag} value={tag} maxLength={200} />
        <FilterInput id="runs-schedule" name="schedule" label={copy.schedule} value={schedule} maxLength={200} />
      </div>
    </details>
  );
}
