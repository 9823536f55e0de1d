import type { ComponentProps } from "react";
import { BOX } from "../../ui/control-look.ts";

/** A TextInput for what is there already: it starts with a value. */
export function KeptInput(input: Omit<ComponentProps<"input">, "className" | "value">) {
  return <input {...input} className={BOX} />;
}
