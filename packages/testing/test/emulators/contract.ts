import type { Emulator } from "../../src/emulators/index.ts";

/** One thing that the vendor's own SDK does with one route, as data over `node:assert`. */
export interface RouteCase<Subject> {
  /** As the emulator names it. The case has to ask for it. */
  readonly route: string;
  /** A sentence that states the guarantee; unique. */
  readonly name: string;
  /** The route answers without content, so that none of it can be cut off. */
  readonly isSilent?: true;
  run(subject: Subject): Promise<void>;
}

export interface EmulatorContract<Subject extends { readonly emulator: Emulator }> {
  readonly cases: readonly RouteCase<Subject>[];
  /** A fresh emulator, and the SDK pointed at it. The caller closes the emulator. */
  open(): Promise<Subject>;
}

type Look = (emulator: Emulator) => void;

/** A case that brings its own emulator: who runs it needs to know neither vendor nor SDK. */
export interface BoundCase {
  readonly route: string;
  readonly name: string;
  readonly isSilent: boolean;
  /** @param look is shown the emulator after the case, and `prepare` before it. */
  run(look: Look, prepare?: Look): Promise<void>;
}

export function bindCases<Subject extends { readonly emulator: Emulator }>({
  cases,
  open,
}: EmulatorContract<Subject>): readonly BoundCase[] {
  return cases.map(({ route, name, isSilent = false, run }) => ({
    route,
    name,
    isSilent,
    async run(look, prepare = () => undefined) {
      const subject = await open();
      try {
        prepare(subject.emulator);
        await run(subject);
        look(subject.emulator);
      } finally {
        await subject.emulator.close();
      }
    },
  }));
}
