import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { ChoiceLine } from "./choice-line.tsx";
import { RADIO } from "./choice-look.ts";
import type { Option } from "./select.tsx";

interface RadioGroupProps<Value extends string> {
  readonly name: string;
  /** What is asked. */
  readonly label: string;
  readonly help?: string;
  /** Takes the place of the help. */
  readonly error?: string | undefined;
  readonly options: readonly Option<Value>[];
  readonly defaultValue?: Value;
  readonly disabled?: boolean;
}

/** One of a few, all of them in sight. Plain HTML, so that it works before any script has run. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { name, label, help, error, options, defaultValue, disabled } = props;
  const id = useId();
  const note = error ?? help;
  return (
    <fieldset
      disabled={disabled}
      aria-describedby={note === undefined ? undefined : `${id}-note`}
      className="grid content-start gap-2.5"
    >
      <legend className="mb-1.5 text-14 font-medium text-ink">{label}</legend>
      {options.map((option) => (
        <ChoiceLine key={option.value} id={`${id}-${option.value}`} label={option.label} help={option.help}>
          {(described) => (
            <input
              {...described}
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              className={RADIO}
            />
          )}
        </ChoiceLine>
      ))}
      {note !== undefined && (
        <p
          id={`${id}-note`}
          className={error === undefined ? "text-13 text-ink-faint" : "flex gap-1.5 text-13 text-bad-ink"}
        >
          {error !== undefined && <CircleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />}
          {note}
        </p>
      )}
    </fieldset>
  );
}
