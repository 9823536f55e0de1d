import type { Language } from "../../languages.ts";

const KILOBYTE = 1024;
const MEGABYTE = 1024 * 1024;

/** `310 kB`, `1.4 MB`: as much as a person wants to know. */
export function sizeWords(bytes: number, language: Language): string {
  const [amount, unit] =
    bytes < KILOBYTE
      ? [bytes, "byte"]
      : bytes < MEGABYTE
        ? [Math.round(bytes / KILOBYTE), "kilobyte"]
        : [bytes / MEGABYTE, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}
