import { describe, expect, it } from "vitest";
import { assertRecordable, daysOf, type DayTotal, MONTH, USAGE, usageOfMonth } from "./usage.ts";

const now = new Date("2026-11-22T12:00:00Z");
const at = (time: string) => new Date(time);
const record = { id: "i", workspaceId: "w", quantity: 1, from: now, to: now };
const refused = { code: "identity.invalid_usage" };
const thrown = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a record of use", () => {
  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, USAGE.maxQuantity + 1, 2 ** 53])(
    "I-138 of a quantity that is %s is refused",
    (quantity) => {
      expect(thrown(() => assertRecordable({ ...record, quantity }, now))).toMatchObject(refused);
    },
  );

  it("is taken with the least and the most that it may hold", () => {
    for (const quantity of [1, USAGE.maxQuantity]) {
      expect(thrown(() => assertRecordable({ ...record, quantity }, now))).toBeUndefined();
    }
  });

  it.each([
    ["of two days", "2026-11-22T00:00:00Z", "2026-11-21T23:59:59Z"],
    ["that spans midnight", "2026-11-21T23:59:59Z", "2026-11-22T00:00:00Z"],
    ["of more than a day ago", "2026-11-21T11:59:58Z", "2026-11-21T11:59:59Z"],
    ["of later", "2026-11-22T12:05:01Z", "2026-11-22T12:05:01Z"],
    ["of no time", "never", "never"],
  ])("%s is refused", (_what, from, to) => {
    expect(thrown(() => assertRecordable({ ...record, from: at(from), to: at(to) }, now))).toMatchObject(refused);
  });

  it("is taken a day late, and from a clock that is a little ahead", () => {
    for (const time of ["2026-11-21T12:00:00Z", "2026-11-22T12:05:00Z"]) {
      expect(thrown(() => assertRecordable({ ...record, from: at(time), to: at(time) }, now))).toBeUndefined();
    }
  });

  it("is known by its id for longer than it is taken", () => {
    expect(USAGE.keptMs).toBeGreaterThan(USAGE.lateMs + USAGE.earlyMs);
  });
});

describe("a month", () => {
  it("is written as its year and its number", () => {
    expect(["2026-11", "2026-01", "2099-12"].every((one) => MONTH.test(one))).toBe(true);
    expect(
      ["2026-13", "2026-00", "2026-1", "1999-01", "2026-11-01", "", "2026-11\n"].some((one) => MONTH.test(one)),
    ).toBe(false);
  });

  it("begins on its first day and ends before the first of the next", () => {
    expect(daysOf("2026-12")).toEqual({ first: "2026-12-01", next: "2027-01-01" });
    expect(daysOf("2028-02")).toEqual({ first: "2028-02-01", next: "2028-03-01" });
  });
});

const of = (day: string, meter: DayTotal["meter"], quantity: number, highest: number | null = null) => ({
  meter,
  day,
  quantity,
  highest,
});

describe("the use of a month", () => {
  it("has each day up to today, with the seats that it ended with", () => {
    const totals = [
      of("2026-11-02", "seats", 2, 5),
      of("2026-11-03", "seats", -1, 4),
      of("2026-11-03", "api_requests", 7),
      of("2026-11-04", "active_people", 3),
    ];
    const used = usageOfMonth("2026-11", { seatsNow: 4, seatsBefore: 2, totals }, at("2026-11-04T00:00:00Z"));
    expect(used).toEqual({
      month: "2026-11",
      seats: { now: 4, highest: 5 },
      activePeople: 3,
      apiRequests: 7,
      days: [
        { day: "2026-11-01", seats: 2, activePeople: 0, apiRequests: 0 },
        { day: "2026-11-02", seats: 4, activePeople: 0, apiRequests: 0 },
        { day: "2026-11-03", seats: 3, activePeople: 0, apiRequests: 7 },
        { day: "2026-11-04", seats: 3, activePeople: 3, apiRequests: 0 },
      ],
    });
  });

  it("begins with the seats that there were, also where nothing has changed since", () => {
    const quiet = usageOfMonth("2026-02", { seatsNow: 9, seatsBefore: 3, totals: [] }, now);
    expect(quiet.seats).toEqual({ now: 9, highest: 3 });
    expect(quiet.days).toHaveLength(28);
    expect(new Set(quiet.days.map(({ seats }) => seats))).toEqual(new Set([3]));
  });

  it("that is still to come has no days", () => {
    expect(usageOfMonth("2026-12", { seatsNow: 1, seatsBefore: 1, totals: [] }, now).days).toEqual([]);
  });
});
