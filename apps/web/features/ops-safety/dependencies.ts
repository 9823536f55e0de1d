import type { KillSwitch, ProcessReport, Runbook } from "./admin.ts";

type Seen = ProcessReport["dependencies"][number];
export type State = Seen["breaker"] | "off";

export interface DependencyLine extends Seen {
  readonly key: string;
  /** What the process is for. */
  readonly role: string;
  readonly reportedAt: string;
  /** A switch counts for every process, whatever its breaker says. */
  readonly state: State;
  readonly runbookId: string | undefined;
}

interface Known {
  readonly processes: readonly ProcessReport[];
  readonly switches: readonly KillSwitch[];
  readonly runbooks: readonly Runbook[];
}

/** Each dependency as each process sees it: what needs somebody first, then by name. */
export function dependencyLines({ processes, switches, runbooks }: Known): readonly DependencyLine[] {
  const off = new Set(switches.map(({ dependency }) => dependency));
  const lines = processes.flatMap(({ process, role, reportedAt, dependencies }) =>
    dependencies.map((one) => ({
      ...one,
      key: `${process} ${one.dependency}`,
      role,
      reportedAt,
      state: off.has(one.dependency) ? ("off" as const) : one.breaker,
      runbookId: runbookOf(one.dependency, runbooks)?.id,
    })),
  );
  return lines.toSorted(
    (one, other) => URGENCY[one.state] - URGENCY[other.state] || one.dependency.localeCompare(other.dependency, "en"),
  );
}

export function runbookOf(dependency: string, runbooks: readonly Runbook[]): Runbook | undefined {
  return runbooks.find(({ dependencies }) => dependencies.includes(dependency));
}

/** The state to show where one word has to do for all processes: the most urgent; `undefined` when none has called it. */
export function worstState(dependencies: readonly string[], known: Known): State | undefined {
  if (known.switches.some((one) => dependencies.includes(one.dependency))) return "off";
  return dependencyLines(known).find((line) => dependencies.includes(line.dependency))?.state;
}

const URGENCY: Readonly<Record<State, number>> = { open: 0, half_open: 1, off: 2, closed: 3 };
