import { BOX } from "../../ui/control-look.ts";
import type { ControlProps } from "../../ui/field.tsx";

/** Begins with how it is now; what is typed then stays the browser's own. */
export function PercentInput({ defaultValue, ...control }: ControlProps & { readonly defaultValue: number }) {
  return (
    <input
      {...control}
      key={defaultValue}
      name="percent"
      inputMode="numeric"
      autoComplete="off"
      defaultValue={defaultValue}
      className={BOX}
    />
  );
}
