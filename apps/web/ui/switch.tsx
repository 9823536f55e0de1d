import type { ComponentProps } from "react";
import { ChoiceLine } from "./choice-line.tsx";
import { SWITCH } from "./choice-look.ts";

interface SwitchProps extends Omit<ComponentProps<"input">, "className" | "type" | "role" | "children"> {
  readonly label: React.ReactNode;
  readonly help?: string;
  readonly error?: string | undefined;
}

/** On or off, at once. */
export function Switch({ label, help, error, ...input }: SwitchProps) {
  return (
    <ChoiceLine label={label} help={help} error={error} id={input.id}>
      {(described) => (
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- a checkbox says itself whether it is checked
        <input {...input} {...described} type="checkbox" role="switch" className={SWITCH} />
      )}
    </ChoiceLine>
  );
}
