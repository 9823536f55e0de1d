import { listTaskLimits } from "@ninefold/workflows";
import { jobs } from "../src/jobs.ts";
import { reactions } from "../src/reactions.ts";

/**
 * Names and limits of everything that runs in the background. The platform reads them where there is neither a database
 * nor a secret, so nobody stands behind the services: they are bound when an attempt begins (`system.ts`).
 */
export function limits() {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is called, which test/trigger.test.ts shows
  const nobody = {} as never;
  return listTaskLimits(jobs(nobody), reactions(nobody));
}
