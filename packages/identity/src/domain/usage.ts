import { IdentityError } from "../errors.ts";
import type { Meter, RequestsRecord, UsageOfDay, UsageOfMonth } from "../port-usage.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

export const USAGE = {
  /** Of one record. Nobody asks this often in a second; whatever says so is wrong. */
  maxQuantity: 1_000_000_000,
  /** So late is a record still taken: into its own day. */
  lateMs: DAY_MS,
  /** So far may the clock of whoever counts be ahead. */
  earlyMs: 5 * 60 * SECOND_MS,
  /** So long is a record's id known after it was handed on: longer than one is taken, so none is taken twice. */
  keptMs: 2 * DAY_MS,
  /** So long does the oldest record wait for more of its day, before they are handed on together. */
  gatherMs: 60 * SECOND_MS,
} as const;

/** @throws IdentityError `identity.invalid_usage`. */
export function assertRecordable({ quantity, from, to }: RequestsRecord, now: Date): void {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > USAGE.maxQuantity) {
    throw invalid(`a quantity is a whole number from 1 to ${USAGE.maxQuantity}`);
  }
  // The same way round for a time that is none: nothing is less than it, and nothing more.
  const isWindow = from <= to && dayNumber(from) === dayNumber(to);
  if (!isWindow) throw invalid("a window ends after it began, on the same day");
  const isOfNow = to.getTime() >= now.getTime() - USAGE.lateMs && to.getTime() <= now.getTime() + USAGE.earlyMs;
  if (!isOfNow) throw invalid("what was used is told within a day");
}

/** How a month is written: `2026-11`. */
export const MONTH = /^20\d{2}-(?:0[1-9]|1[0-2])$/;

export const dayNumber = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
/** `2026-11-22` */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
/** `2026-11` */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);
/** `2026-11-01` and the first day that is not in it. */
export function daysOf(month: string): { readonly first: string; readonly next: string } {
  const first = new Date(`${month}-01T00:00:00Z`);
  return { first: dayOf(first), next: dayOf(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1))) };
}

/** What was used of one meter on one day, in sum. */
export interface DayTotal {
  readonly meter: Meter;
  readonly day: string;
  readonly quantity: number;
  /** Of seats: how many there were at most, from the first change of the day on. */
  readonly highest: number | null;
}

interface Known {
  readonly seatsNow: number;
  /** How many there were when the month began. */
  readonly seatsBefore: number;
  /** Of the days of the month. */
  readonly totals: readonly DayTotal[];
}

export function usageOfMonth(month: string, { seatsNow, seatsBefore, totals }: Known, now: Date): UsageOfMonth {
  const { first, next } = daysOf(month);
  const on = (day: string, meter: Meter) => totals.find((one) => one.day === day && one.meter === meter)?.quantity ?? 0;
  const days: UsageOfDay[] = [];
  let seats = seatsBefore;
  for (let at = new Date(first); dayOf(at) < next && dayOf(at) <= dayOf(now); at = new Date(at.getTime() + DAY_MS)) {
    const day = dayOf(at);
    seats += on(day, "seats");
    days.push({ day, seats, activePeople: on(day, "active_people"), apiRequests: on(day, "api_requests") });
  }
  const sumOf = (meter: Meter) => totals.reduce((sum, one) => (one.meter === meter ? sum + one.quantity : sum), 0);
  return {
    month,
    seats: { now: seatsNow, highest: Math.max(seatsBefore, ...totals.map(({ highest }) => highest ?? 0)) },
    activePeople: sumOf("active_people"),
    apiRequests: sumOf("api_requests"),
    days,
  };
}

function invalid(message: string): IdentityError {
  return new IdentityError("identity.invalid_usage", message);
}
