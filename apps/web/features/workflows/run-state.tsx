import { Badge } from "../../ui/badge.tsx";
import type { RunsCopy } from "./copy/runs.ts";
import { type Run, shownState, STATE_TONE } from "./runs.ts";

export function RunState({
  run,
  copy,
}: {
  readonly run: Pick<Run, "status" | "discardedAt">;
  readonly copy: RunsCopy;
}) {
  const state = shownState(run);
  return <Badge tone={STATE_TONE[state]}>{copy.filter.states[state]}</Badge>;
}
