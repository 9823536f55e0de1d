import type { ComponentProps } from "react";
import { classes } from "./classes.ts";
import { BOX } from "./control-look.ts";

type TextAreaProps = Omit<ComponentProps<"textarea">, "className" | "value">;

/** Some lines. It grows with what is typed where the browser can. */
export function TextArea({ rows = 3, ...area }: TextAreaProps) {
  return <textarea {...area} rows={rows} className={classes(BOX, "field-sizing-content h-auto py-2 sm:h-auto")} />;
}
