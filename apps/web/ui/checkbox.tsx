import type { ComponentProps } from "react";
import { ChoiceLine } from "./choice-line.tsx";
import { CHECKBOX } from "./choice-look.ts";

interface CheckboxProps extends Omit<ComponentProps<"input">, "className" | "type" | "children"> {
  readonly label: React.ReactNode;
  readonly help?: string;
  readonly error?: string | undefined;
}

/** Yes or no, which counts once a form is sent. Plain HTML, so that it works before any script has run. */
export function Checkbox({ label, help, error, ...input }: CheckboxProps) {
  return (
    <ChoiceLine label={label} help={help} error={error} id={input.id}>
      {(described) => <input {...input} {...described} type="checkbox" className={CHECKBOX} />}
    </ChoiceLine>
  );
}
