import { classes } from "../../../ui/classes.ts";
import type { Method } from "./description.ts";

/** What reads is quiet, what changes is not, what takes away warns. */
const INK: Readonly<Record<Method, string>> = {
  get: "text-ink-faint",
  post: "text-accent-ink",
  put: "text-accent-ink",
  patch: "text-accent-ink",
  delete: "text-bad-ink",
};

export function MethodName({ method }: { readonly method: Method }) {
  return <span className={classes("uppercase", INK[method])}>{method}</span>;
}
