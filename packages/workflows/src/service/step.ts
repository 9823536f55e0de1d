import type { WorkflowNeeds } from "../needs.ts";

const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 30_000;

/** One thing that a relay does over and over. */
export interface Step {
  /** Answers how much it moved; 0 too when it failed, or waits after a failure. Never throws. */
  run(options: { readonly isPatient: boolean }): Promise<number>;
}

/**
 * Something that fails for minutes is tried ever less often, and reported once until it works again. `isPatient: false`
 * tries it anyway.
 */
export function createStep(
  name: string,
  needs: Pick<WorkflowNeeds, "now" | "captureError">,
  work: () => Promise<number>,
): Step {
  let failures = 0;
  let notBefore = 0;
  return {
    async run({ isPatient }) {
      if (isPatient && needs.now().getTime() < notBefore) return 0;
      try {
        const moved = await work();
        failures = 0;
        notBefore = 0;
        return moved;
      } catch (error) {
        if (failures === 0) needs.captureError(error, { step: name });
        notBefore = needs.now().getTime() + Math.min(FIRST_WAIT_MS * 2 ** failures, MAX_WAIT_MS);
        failures += 1;
        return 0;
      }
    },
  };
}
