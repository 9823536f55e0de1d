import type { ProcessReport } from "../port.ts";

/** A process that said nothing for so long has ended, or hangs. */
export const REPORT_LASTS_MS = 60_000;

export function isFresh({ reportedAt }: Pick<ProcessReport, "reportedAt">, now: Date): boolean {
  return now.getTime() - reportedAt.getTime() <= REPORT_LASTS_MS;
}
