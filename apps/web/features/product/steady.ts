import { useLayoutEffect, useRef, useState } from "react";
import type { TaskActions } from "./task-row.tsx";

/** The object as it was while it says the same: a page that is made anew brings all of them anew. Plain data alone. */
export function useSame<Data>(data: Data): Data {
  const [kept, keep] = useState(data);
  if (kept === data || JSON.stringify(kept) === JSON.stringify(data)) return kept;
  keep(data);
  return data;
}

/** The same four functions for good, which do what the last ones given do: a row is not drawn anew for that. */
export function useSteadyActions(actions: TaskActions): TaskActions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const [steady] = useState<TaskActions>(() => ({
    tick: (...given) => latest.current.tick(...given),
    rename: (...given) => latest.current.rename(...given),
    assign: (...given) => latest.current.assign(...given),
    remove: (...given) => latest.current.remove(...given),
  }));
  return steady;
}
