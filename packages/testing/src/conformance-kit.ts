import { beforeAll, describe, expect, it } from "vitest";

/** One rule of a port, as data over `node:assert`: a test runner, `system swap` and `doctor` can all run it. */
export interface Case<Subject, Capability extends string = never> {
  /** A sentence that states the guarantee; unique within its suite. */
  readonly name: string;
  /** The capability that the rule depends on. Without it the rule says nothing about an adapter. */
  readonly needs?: Capability;
  run(subject: Subject): Promise<void> | void;
}

/** An adapter as the suite meets it. `Subject` is the port, or the port and a probe that looks behind it. */
export interface Target<Subject, Capability extends string = never> {
  /** Called once per case, so that no case sees another's leavings. */
  make(): Promise<Subject> | Subject;
  readonly capabilities: Readonly<Record<Capability, boolean>>;
  /** Ends what `make` opened. */
  close?(subject: Subject): Promise<void> | void;
}

/** A deliberately broken adapter. The suite has to catch each one. */
export type Mutant<Subject> = (good: Subject) => Subject;

/** A matrix runs every case on every mutant, one after the other: on a busy machine that takes its time. */
const MATRIX_MS = 60_000;

/** Runs every case on every adapter; a case whose capability an adapter lacks is not its rule and is left out. */
export function describeConformance<Subject, Capability extends string = never>(
  port: string,
  cases: readonly Case<Subject, Capability>[],
  targets: Readonly<Record<string, Target<Subject, Capability>>>,
): void {
  describe.each(Object.entries(targets))(`${port} contract: %s`, (_adapter, target) => {
    for (const rule of cases.filter((one) => applies(one, target))) {
      it(rule.name, () => runCase(rule, target));
    }
  });
}

/**
 * Proves that the suite can fail: each mutant must trip a case, and each case must be tripped by a mutant.
 * Prints cases × mutants. A case that nothing trips is decoration and fails the build.
 */
export function describeMutants<Subject, Capability extends string = never>(
  port: string,
  cases: readonly Case<Subject, Capability>[],
  good: Target<Subject, Capability>,
  mutants: Readonly<Record<string, Mutant<Subject>>>,
): void {
  describe(`${port} contract can fail`, () => {
    const rules = cases.filter((one) => applies(one, good));
    let matrix: ReadonlyMap<string, readonly string[]>;
    beforeAll(async () => {
      matrix = await tripEach(rules, good, mutants);
    }, MATRIX_MS);

    it.each(Object.keys(mutants))("catches an adapter that %s", (mutant) => {
      expect(matrix.get(mutant)).not.toEqual([]);
    });
    it.each(rules.map((rule) => rule.name))("has a mutant that trips: %s", (rule) => {
      expect([...matrix.values()].flat()).toContain(rule);
    });
    it("prints cases and mutants", () => {
      console.info(drawMatrix(port, rules, matrix));
    });
  });
}

async function tripEach<Subject, Capability extends string>(
  rules: readonly Case<Subject, Capability>[],
  good: Target<Subject, Capability>,
  mutants: Readonly<Record<string, Mutant<Subject>>>,
): Promise<Map<string, readonly string[]>> {
  const rows = new Map<string, readonly string[]>();
  for (const [name, mutate] of Object.entries(mutants)) {
    const failed: string[] = [];
    for (const rule of rules) {
      await runCase(rule, good, mutate).catch(() => failed.push(rule.name));
    }
    rows.set(name, failed);
  }
  return rows;
}

async function runCase<Subject, Capability extends string>(
  rule: Case<Subject, Capability>,
  target: Target<Subject, Capability>,
  mutate: Mutant<Subject> = (subject) => subject,
): Promise<void> {
  const subject = await target.make();
  try {
    await rule.run(mutate(subject));
  } finally {
    await target.close?.(subject);
  }
}

function applies<Capability extends string>(
  rule: { readonly needs?: Capability },
  target: { readonly capabilities: Readonly<Record<Capability, boolean>> },
): boolean {
  return rule.needs === undefined || target.capabilities[rule.needs];
}

function drawMatrix(
  port: string,
  rules: readonly { readonly name: string }[],
  rows: ReadonlyMap<string, readonly string[]>,
): string {
  const lines = [...rows].map(([mutant, failed]) => {
    const marks = rules.map((rule) => (failed.includes(rule.name) ? "x" : "·")).join(" ");
    return `  ${marks}  ${mutant}`;
  });
  return [`${port}: ${rules.length} cases × ${rows.size} mutants (x = caught)`, ...lines].join("\n");
}
