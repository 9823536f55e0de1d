import type { Language } from "../../languages.ts";

const UNITS = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
  { unit: "second", ms: 1_000 },
  { unit: "millisecond", ms: 1 },
] as const;

/** `120 ms`, `1.2 sec`, `3 min`: as exact as it needs to be to compare. */
export function spanWords(ms: number, language: Language): string {
  // What rounds up to the next unit is said in it.
  const { unit, ms: size } = UNITS.find((one) => Math.round(ms) >= one.ms) ?? { unit: "millisecond", ms: 1 };
  const value = ms / size;
  const maximumFractionDigits = unit === "millisecond" || value >= 10 ? 0 : 1;
  return value.toLocaleString(language, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits });
}
