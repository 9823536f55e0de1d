import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertTimetable, nextOccurrence, nextOccurrences } from "./timetable.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const inUtc = (cron: string, after: string, atMost = 1, timeZone = "UTC") =>
  nextOccurrences({ cron, timeZone }, new Date(after), atMost).map((at) => at.toISOString());
const inBerlin = (cron: string, after: string, atMost = 1) => inUtc(cron, after, atMost, "Europe/Berlin");

describe("J-47: the occurrences of a cron", () => {
  it("are read by the clock of its zone", () => {
    expect(inUtc("0 9 * * MON-FRI", "2026-11-21T00:00:00Z", 2, "Asia/Jakarta")).toEqual([
      "2026-11-23T02:00:00.000Z",
      "2026-11-24T02:00:00.000Z",
    ]);
  });

  it("come after the moment itself, to the millisecond", () => {
    const timetable = { cron: "* * * * *", timeZone: "UTC" };
    const noon = new Date("2026-11-21T12:00:00Z");
    expect(nextOccurrence(timetable, noon)).toEqual(new Date("2026-11-21T12:01:00Z"));
    expect(nextOccurrence(timetable, new Date(noon.getTime() - 1))).toEqual(noon);
    expect(nextOccurrence(timetable, new Date(noon.getTime() + 1))).toEqual(new Date("2026-11-21T12:01:00Z"));
  });

  it("wait for the 29th of February and for the 31st, and know the last day of each month", () => {
    expect(inUtc("0 0 29 2 *", "2026-03-01T00:00:00Z", 2)).toEqual([
      "2028-02-29T00:00:00.000Z",
      "2032-02-29T00:00:00.000Z",
    ]);
    expect(inUtc("0 0 31 * *", "2026-03-31T00:00:00Z", 2)).toEqual([
      "2026-05-31T00:00:00.000Z",
      "2026-07-31T00:00:00.000Z",
    ]);
    expect(inUtc("0 0 L * *", "2028-01-31T00:00:00Z", 2)).toEqual([
      "2028-02-29T00:00:00.000Z",
      "2028-03-31T00:00:00.000Z",
    ]);
  });

  it("at a fixed time that the clock leaves out, are the first minute after it", () => {
    expect(inBerlin("30 2 * * *", "2026-03-28T12:00:00Z", 2)).toEqual([
      "2026-03-29T01:00:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ]);
  });

  it("at a fixed time that the clock shows twice, are the first of the two", () => {
    expect(inBerlin("30 2 * * *", "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
  });

  it("each half hour, are each half hour, whatever the clock does", () => {
    const halfHours = inBerlin("*/30 * * * *", "2026-10-24T23:59:00Z", 6);
    expect(halfHours.map((at) => at.slice(11, 16))).toEqual(["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]);
  });
});

describe("J-47: a schedule that means nothing", () => {
  it.each([
    ["* * * *", "UTC"],
    ["* * * * * *", "UTC"],
    ["@daily", "UTC"],
    ["2026-01-01T00:00:00Z", "UTC"],
    ["61 * * * *", "UTC"],
    ["* 24 * * *", "UTC"],
    ["*/0 * * * *", "UTC"],
    ["every 5 minutes or so", "UTC"],
    ["", "UTC"],
    ["0 0 30 2 *", "UTC"],
    ["* * * * *", "Europe/Atlantis"],
    ["* * * * *", "+02:00"],
    ["* * * * *", ""],
  ])("is refused: %s by %s", (cron, timeZone) => {
    expect(() => assertTimetable({ cron, timeZone })).toThrow(
      expect.objectContaining({ code: "workflows.invalid_schedule" }),
    );
  });

  it.each(["* * * * *", "*/10 0-5,12 * JAN-MAR MON", "0 0 L * *", "0 9 * * FRI#2", " 0 0 1 * * "])(
    "is not %s",
    (cron) => {
      expect(() => assertTimetable({ cron, timeZone: "America/St_Johns" })).not.toThrow();
    },
  );
});

describe("whatever the zone, the cron and the day", () => {
  it("J-47: each time is met as it is written down, once, also where the clock is changed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf("timeZone")), fc.nat(), fields, (timeZone, seed, given) => {
        const from = interestingDay(timeZone, seed);
        const until = from + 2 * DAY_MS;
        const found: number[] = [];
        const timetable = { cron: `${given.minute.text} ${given.hour.text} * * *`, timeZone };
        let at = nextOccurrence(timetable, new Date(from - 1))?.getTime() ?? Infinity;
        for (; at < until; at = nextOccurrence(timetable, new Date(at))?.getTime() ?? Infinity) found.push(at);
        const expected = occurrencesOf(given, localMinutes(timeZone, from - DAY_MS, until + DAY_MS));
        expect(found).toEqual(expected.filter((one) => one >= from && one < until));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

interface Field {
  readonly text: string;
  readonly isWild: boolean;
  readonly values: readonly number[];
}

const upTo = (size: number) => Array.from({ length: size }, (_, index) => index);
const listed = (size: number): fc.Arbitrary<Field> =>
  fc
    .uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 3 })
    .map((values) => ({ text: values.join(","), isWild: false, values: values.toSorted((a, b) => a - b) }));
const stepped = (size: number): fc.Arbitrary<Field> =>
  fc
    .integer({ min: 2, max: size - 1 })
    .map((step) => ({ text: `*/${step}`, isWild: true, values: upTo(size).filter((value) => value % step === 0) }));
const every = (size: number): fc.Arbitrary<Field> => fc.constant({ text: "*", isWild: true, values: upTo(size) });
const fields = fc.record({
  minute: fc.oneof(listed(60), stepped(60)),
  hour: fc.oneof(
    { weight: 3, arbitrary: listed(6) },
    { weight: 1, arbitrary: stepped(24) },
    { weight: 1, arbitrary: every(24) },
  ),
});

/** What the clock of a zone shows, minute by minute. */
interface Minute {
  readonly at: number;
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
}

function localMinutes(timeZone: string, from: number, until: number): readonly Minute[] {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    dateStyle: "short",
    timeStyle: "short",
  });
  return upTo((until - from) / MINUTE_MS).map((index) => {
    const at = from + index * MINUTE_MS;
    const [, day = "", hour, minute] = /^([\d-]+)\D+(\d\d):(\d\d)$/.exec(format.format(at)) ?? [];
    return { at, day, hour: Number(hour), minute: Number(minute) };
  });
}

/** The rule in its plainest form: look at every minute. */
function occurrencesOf(
  { minute, hour }: { minute: Field; hour: Field },
  minutes: readonly Minute[],
): readonly number[] {
  const shows = (one: Minute) => hour.values.includes(one.hour) && minute.values.includes(one.minute);
  if (minute.isWild || hour.isWild) return minutes.filter(shows).map(({ at }) => at);
  const byDay = Map.groupBy(minutes, ({ day }) => day);
  const met = [...byDay.values()].flatMap((ofDay) =>
    hour.values.flatMap((wantedHour) =>
      minute.values.map((wantedMinute) => {
        const is = (one: Minute) => one.hour * 60 + one.minute - (wantedHour * 60 + wantedMinute);
        return (ofDay.find((one) => is(one) === 0) ?? ofDay.find((one) => is(one) > 0))?.at;
      }),
    ),
  );
  return [...new Set(met.filter((at) => at !== undefined))].toSorted((a, b) => a - b);
}

/** The midnight, in UTC, before a change of the zone's clock where it has any; else any day. */
function interestingDay(timeZone: string, seed: number): number {
  const begin = Date.UTC(2026, 0, 1);
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offsetAt = (day: number) => format.format(begin + day * DAY_MS).split("GMT")[1];
  const changes = upTo(730).filter((day) => offsetAt(day) !== offsetAt(day + 1));
  const day = changes[seed % Math.max(changes.length, 1)] ?? seed % 730;
  return begin + day * DAY_MS;
}
