const UNITS: Readonly<Record<string, number>> = { "": 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };
const ONE = /^["']file\.size["']\s*(<=?|>=?)\s*["']?(\d+)\s*([a-z]*)["']?$/i;

/**
 * What the `checks` of an upload say of a file of this size. Conditions on `file.size`, joined by AND, as in the vendor's
 * example `'file.size' < '1mb'`; what else the vendor understands is `invalid` here.
 */
export function judgeChecks(checks: string, sizeBytes: number): "passed" | "failed" | "invalid" {
  const verdicts = checks.split(/\s+AND\s+/).map((condition) => {
    const [, comparison = "", amount = "", unit = ""] = ONE.exec(condition.trim()) ?? [];
    const bytesPerUnit = UNITS[unit.toLowerCase()];
    if (comparison === "" || bytesPerUnit === undefined) return "invalid";
    return compare(sizeBytes, comparison, Number(amount) * bytesPerUnit) ? "passed" : "failed";
  });
  if (verdicts.includes("invalid")) return "invalid";
  return verdicts.includes("failed") ? "failed" : "passed";
}

function compare(size: number, comparison: string, limit: number): boolean {
  if (comparison.startsWith("<")) return comparison === "<=" ? size <= limit : size < limit;
  return comparison === ">=" ? size >= limit : size > limit;
}
