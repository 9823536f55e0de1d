import { randomUUID } from "node:crypto";
import { assertRecordable, dayOf, daysOf, type DayTotal, monthOf, usageOfMonth } from "../../domain/usage.ts";
import type { Meter, UsageFact, UsagePort } from "../../port-usage.ts";
import type { RecordFact } from "./facts.ts";

interface Told {
  readonly workspaceId: string;
  readonly meter: Meter;
  readonly quantity: number;
  readonly from: Date;
  readonly to: Date;
}

interface MemoryUsageOptions {
  readonly now: () => Date;
  readonly hasWorkspace: (workspaceId: string) => boolean;
  readonly isMember: (workspaceId: string, userId: string) => boolean;
}

export function memoryUsage({ now, hasWorkspace, isMember }: MemoryUsageOptions) {
  const known = new Set<string>();
  const active = new Set<string>();
  const totals = new Map<string, { -readonly [Key in keyof DayTotal]: DayTotal[Key] }[]>();
  let untold: Told[] = [];

  const totalsOf = (workspaceId: string) => totals.get(workspaceId) ?? [];
  const seatsOf = (workspaceId: string, before = "9") =>
    totalsOf(workspaceId)
      .filter(({ meter, day }) => meter === "seats" && day < before)
      .reduce((sum, { quantity }) => sum + quantity, 0);

  function add(told: Told): void {
    const { workspaceId, meter, quantity } = told;
    const day = dayOf(told.from);
    const ofWorkspace = totalsOf(workspaceId);
    totals.set(workspaceId, ofWorkspace);
    let total = ofWorkspace.find((one) => one.meter === meter && one.day === day);
    if (total === undefined) ofWorkspace.push((total = { meter, day, quantity: 0, highest: null }));
    total.quantity += quantity;
    if (meter === "seats") total.highest = Math.max(total.highest ?? 0, seatsOf(workspaceId));
    untold.push(told);
  }

  const port: UsagePort = {
    async recordRequests(records) {
      for (const one of records) assertRecordable(one, now());
      for (const { id, ...record } of records) {
        if (known.has(id) || !hasWorkspace(record.workspaceId)) continue;
        known.add(id);
        add({ ...record, meter: "api_requests" });
      }
    },
    async noteActivePeople(seen) {
      for (const { workspaceId, userId, at } of seen) {
        const key = `${monthOf(at)} ${workspaceId} ${userId}`;
        if (active.has(key) || !isMember(workspaceId, userId)) continue;
        active.add(key);
        add({ workspaceId, meter: "active_people", quantity: 1, from: at, to: at });
      }
    },
    async forgetActivePeople(before, limit) {
      const old = [...active].filter((key) => key < before).slice(0, limit);
      for (const key of old) active.delete(key);
      return old.length;
    },
    async readUsage(workspaceId, month) {
      const { first, next } = daysOf(month);
      const ofMonth = totalsOf(workspaceId).filter(({ day }) => day >= first && day < next);
      const seats = { seatsNow: seatsOf(workspaceId), seatsBefore: seatsOf(workspaceId, first) };
      return usageOfMonth(month, { ...seats, totals: ofMonth }, now());
    },
    async takeUsage() {
      const taken = Map.groupBy(untold, ({ workspaceId, meter, from }) => `${workspaceId} ${meter} ${dayOf(from)}`);
      untold = [];
      return [...taken.values()].flatMap((together) => toFact(together, now()));
    },
  };

  return {
    port,
    /** Seats follow from what is told of members, as triggers see to elsewhere. */
    follow({ type, data }: Parameters<RecordFact>[0]): void {
      if (type === "identity.workspace_deleted") {
        totals.delete(data.workspaceId);
        untold = untold.filter(({ workspaceId }) => workspaceId !== data.workspaceId);
      }
      if (type === "identity.member_joined" || type === "identity.member_removed") {
        const quantity = type === "identity.member_joined" ? 1 : -1;
        add({ workspaceId: data.workspaceId, meter: "seats", quantity, from: now(), to: now() });
      }
    },
  };
}

function toFact(together: readonly Told[], occurredAt: Date): readonly UsageFact[] {
  const [first] = together;
  const quantity = together.reduce((sum, one) => sum + one.quantity, 0);
  if (first === undefined || quantity === 0) return [];
  const times = (at: "from" | "to") => together.map((one) => one[at].getTime());
  const { workspaceId, meter } = first;
  const data = {
    workspaceId,
    meter,
    quantity,
    day: dayOf(first.from),
    from: new Date(Math.min(...times("from"))).toISOString(),
    to: new Date(Math.max(...times("to"))).toISOString(),
  };
  const scope = { tenantId: workspaceId, userId: null };
  return [{ id: randomUUID(), type: "identity.usage_recorded", data, scope, occurredAt }];
}
