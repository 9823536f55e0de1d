/**
 * One reading for everybody who asks while it is under way or fresh: a page that refreshes by itself is open in many places.
 * What failed is not kept.
 */
export function shareReadings<T>(now: () => Date) {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return (key: string, freshMs: number, read: () => Promise<T>): Promise<T> => {
    const at = now().getTime();
    for (const [known, { until }] of kept) if (until <= at) kept.delete(known);
    const found = kept.get(key);
    if (found !== undefined) return found.value;
    const value = read();
    kept.set(key, { until: at + freshMs, value });
    value.catch(() => kept.delete(key));
    return value;
  };
}
