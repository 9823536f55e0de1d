/** Longer than a vendor in trouble takes, and as long as somebody who pressed a button waits. */
const PATIENCE_MS = 5_000;

/** Whether anybody answers there. Of another origin a browser tells no more than that. */
export async function isReachable(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answered = fetch(url, { method: "HEAD", mode: "no-cors", cache: "no-store", signal });
  return answered.then(
    () => true,
    () => false,
  );
}
