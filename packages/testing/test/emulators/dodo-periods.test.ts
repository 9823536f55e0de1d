import { describe, expect, it } from "vitest";
import { after } from "../../src/emulators/dodo/periods.ts";

const day = (moment: Date) => moment.toISOString().slice(0, 10);

describe("a period of the payment emulator", () => {
  it.each([29, 30, 31])("that began on the %s. comes back to it after every month that is too short", (date) => {
    const anchor = new Date(Date.UTC(2027, 0, date, 23, 59));
    for (let month = 0; month < 48; month += 1) {
      const start = after(anchor, "Month", month);
      const lastDay = new Date(Date.UTC(2027, month + 1, 0)).getUTCDate();
      expect([start.getUTCMonth(), start.getUTCDate()]).toEqual([month % 12, Math.min(date, lastDay)]);
      expect(start.toISOString().slice(11)).toBe("23:59:00.000Z");
      expect(after(anchor, "Month", month + 1).getTime()).toBeGreaterThan(start.getTime());
    }
  });

  it("of a year that began on a leap day ends on the last day of February", () => {
    const anchor = new Date("2028-02-29T12:00:00Z");
    const days = [1, 2, 3, 4].map((year) => day(after(anchor, "Year", year)));
    expect(days).toEqual(["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]);
  });
});
