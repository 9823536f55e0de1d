type Report = (failure: unknown) => Promise<unknown>;

let report: Report | undefined;

/** Who is told of a failure that ends this process, once it has somebody to tell. The last one wins. */
export function onFatal(told: Report): void {
  report = told;
}

/** Resolves when it was told, or the time for that is over. Never rejects. */
export async function reportFatal(failure: unknown, withinMs: number): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, withinMs));
  const told = (async () => report?.(failure))().catch(() => undefined);
  await Promise.race([told, late]);
}
