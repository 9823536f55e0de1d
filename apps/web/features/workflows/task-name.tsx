import { Fragment } from "react";

/** A task's name, which is a path and long: it breaks between its parts before it breaks within one. */
export function TaskName({ task }: { readonly task: string }) {
  const parts = task.split(/(?<=[/.])/);
  return parts.map((part, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of a name have no other order
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
