/** `preparing` until the job has ended; `expired` once the file was wiped. */
export type ExportStatus = "preparing" | "ready" | "failed" | "expired";

const HOUR_MS = 60 * 60_000;

/** One file a day: making it reads everything. */
export const EXPORT_EVERY_MS = 24 * HOUR_MS;
/** Long enough for a person on holiday, short enough that few copies of somebody's life lie about. */
export const EXPORT_KEPT_MS = 7 * 24 * HOUR_MS;
/** A job that has not ended by then never will: its retries span some minutes. */
export const EXPORT_LOST_MS = HOUR_MS;
export const EXPORT_FORMAT = "ninefold.personal-data/1";

/** When another one may be asked for; `undefined` when now. One that failed does not count. */
export function nextExportAt(
  latest: { readonly status: ExportStatus; readonly requestedAt: Date } | undefined,
  now: Date,
) {
  if (latest === undefined || latest.status === "failed") return undefined;
  const next = new Date(latest.requestedAt.getTime() + EXPORT_EVERY_MS);
  return next > now ? next : undefined;
}

/** What is in the file, as text. Each system's part stands under its name. */
export function writeExport(parts: {
  readonly personId: string;
  readonly requestedAt: Date;
  readonly generatedAt: Date;
  readonly systems: Readonly<Record<string, unknown>>;
}): string {
  const { personId, requestedAt, generatedAt, systems } = parts;
  return `${JSON.stringify({ format: EXPORT_FORMAT, personId, requestedAt, generatedAt, systems }, undefined, 2)}\n`;
}
