/** Where values stand in a chart. Pure, so that it is tested without one. */

/** The least round number that nothing is above: 1, 2 or 5 times a power of ten. */
export function ceilingOf(values: readonly (number | null)[]): number {
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5].find((step) => step * power >= highest) ?? 10) * power;
}

/** An SVG path in a box of 100 by 100. A gap where there is no value; one value alone is a dot. */
export function pathOf(values: readonly (number | null)[], ceiling: number): string {
  const last = Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      if (value === null) return "";
      const place = `${round((index / last) * 100)} ${round(100 - (Math.min(value, ceiling) / ceiling) * 100)}`;
      const isFirst = index === 0 || values[index - 1] === null;
      const isAlone = isFirst && (values[index + 1] ?? null) === null;
      return `${isFirst ? "M" : "L"}${place}${isAlone ? "h0.01" : ""}`;
    })
    .join("");
}

const round = (value: number) => Math.round(value * 100) / 100;
