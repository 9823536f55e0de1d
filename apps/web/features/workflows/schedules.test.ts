import { describe, expect, it } from "vitest";
import { schedulesCopy } from "./copy/schedules.ts";
import { cronInWords } from "./schedules.ts";

const inWords = (cron: string) => cronInWords(cron, schedulesCopy.en.words);

describe("a cron in words", () => {
  it.each([
    ["* * * * *", "Every minute"],
    ["*/10 * * * *", "Every 10 minutes"],
    ["5 3 * * *", "Daily at 03:05"],
  ])("says what %s is", (cron, words) => {
    expect(inWords(cron)).toBe(words);
  });

  it.each(["*/7 * * * *", "0 9 * * MON-FRI", "0 0 L * *", "5,35 * * * *"])("leaves %s as it is", (cron) => {
    expect(inWords(cron)).toBeUndefined();
  });
});
