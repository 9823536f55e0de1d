import type { CallOptions } from "./port-options.ts";

/**
 * What a workspace uses, as billing may count it. `seats`: members, told as the change of their number. `active_people`:
 * one for each person who came into the workspace in a calendar month, by the first time. `api_requests`: what programs
 * asked with its keys. Days and months are those of UTC.
 */
export const METERS = ["seats", "active_people", "api_requests"] as const;
export type Meter = (typeof METERS)[number];

/**
 * What workspaces use, each bit of it counted once. Seats count themselves: every membership that begins or ends, in the
 * same commit. Of a workspace that is erased nothing is left.
 */
export interface UsagePort {
  /**
   * Counts requests of keys, each record once however often and by however many at a time it is sent: a record whose id
   * is known adds nothing. All or none. A record of a workspace that is not there adds nothing.
   * @throws IdentityError `identity.invalid_usage` when one of them is out of bounds (`domain/usage.ts`).
   */
  recordRequests(records: readonly RequestsRecord[], options?: CallOptions): Promise<void>;
  /**
   * Counts each person once in a workspace and calendar month, on the day of `at`, however often they are named. Who is
   * no member adds nothing.
   */
  noteActivePeople(seen: readonly Activity[], options?: CallOptions): Promise<void>;
  /** Forgets who was active in months before this one (`2026-11`); the numbers stay. Answers how many, `limit` at most. */
  forgetActivePeople(before: string, limit: number, options?: CallOptions): Promise<number>;
  /** Nothing but zeros for an unknown workspace, and for a month in which nothing was. */
  readUsage(workspaceId: string, month: string, options?: CallOptions): Promise<UsageOfMonth>;
  /**
   * `identity.usage_recorded` of what this provider holds itself, handed out once: one per workspace, meter and day. Empty
   * for a provider that writes `identity.usage`, as every durable one does.
   */
  takeUsage(): Promise<readonly UsageFact[]>;
}

export interface Activity {
  readonly workspaceId: string;
  readonly userId: string;
  readonly at: Date;
}

/** Requests with keys of one workspace within one window of one day. */
export interface RequestsRecord {
  /** Made before it is sent for the first time, and the same whenever it is sent again. */
  readonly id: string;
  readonly workspaceId: string;
  readonly quantity: number;
  readonly from: Date;
  readonly to: Date;
}

export interface UsageOfMonth {
  /** `2026-11` */
  readonly month: string;
  /** `now`: whatever the month. `highest`: at any moment of the month. */
  readonly seats: { readonly now: number; readonly highest: number };
  readonly activePeople: number;
  readonly apiRequests: number;
  /** From the first day of the month to its last, or to today. */
  readonly days: readonly UsageOfDay[];
}

export interface UsageOfDay {
  /** `2026-11-22` */
  readonly day: string;
  /** At its end, or now. */
  readonly seats: number;
  /** Whose first request of the month was on this day. */
  readonly activePeople: number;
  readonly apiRequests: number;
}

/** Of a workspace; what `identity.usage_recorded` says. */
export interface UsageFact {
  readonly id: string;
  readonly type: "identity.usage_recorded";
  readonly data: {
    readonly workspaceId: string;
    readonly meter: Meter;
    readonly quantity: number;
    readonly day: string;
    readonly from: string;
    readonly to: string;
  };
  readonly scope: { readonly tenantId: string; readonly userId: null };
  readonly occurredAt: Date;
}
