import type { FlagValue } from "./admin.ts";
import type { FlagsCopy } from "./copy/admin.ts";

export function valueWord(value: FlagValue, copy: FlagsCopy): string {
  return typeof value === "boolean" ? copy.values[value ? "true" : "false"] : String(value);
}
