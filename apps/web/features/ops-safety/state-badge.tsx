import { Badge } from "../../ui/badge.tsx";
import type { Tone } from "../../ui/tone.ts";
import type { DependenciesCopy } from "./copy/admin.ts";
import type { State } from "./dependencies.ts";

const TONE: Readonly<Record<State, Tone>> = { closed: "good", open: "bad", half_open: "warn", off: "warn" };

export function StateBadge({ state, copy }: { readonly state: State; readonly copy: DependenciesCopy }) {
  return <Badge tone={TONE[state]}>{copy.states[state]}</Badge>;
}
