"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { Field } from "../../ui/field.tsx";
import { KeptInput } from "../identity/kept-input.tsx";

interface FilterInputProps extends Pick<ComponentProps<"input">, "type" | "maxLength"> {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** As the address says it. */
  readonly value: string | undefined;
  readonly error?: string | undefined;
}

/** A text that a list is filtered by. It follows the address, and whoever has just typed stays in it. */
export function FilterInput({ id, label, value = "", error, ...input }: FilterInputProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null) field.current.value = value;
  }, [value]);
  return (
    <Field id={id} label={label} error={error}>
      {(control) => (
        <KeptInput {...control} {...input} ref={field} defaultValue={value} spellCheck={false} autoComplete="off" />
      )}
    </Field>
  );
}
