/** The enumerable properties, at most `limit`. Each is read alone, so that a getter that throws hides only itself. */
export function ownValues(value: object, limit: number): readonly (readonly [string, unknown])[] {
  return Object.keys(value)
    .slice(0, limit)
    .map((name) => {
      try {
        return [name, Reflect.get(value, name)] as const;
      } catch {
        return [name, "[unreadable]"] as const;
      }
    });
}
