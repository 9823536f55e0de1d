import type { Job } from "@ninefold/workflows";

/** Every background job of every system, from each one's plain data. The worker runs them; Trigger.dev is given the same. */
export const jobs: readonly Job[] = [];
