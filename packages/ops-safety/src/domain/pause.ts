/** Resolves after `ms`, or rejects with the reason of `signal`. Does not keep the process alive. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onAbort = () => {
    clearTimeout(timer);
    reject(signal.reason);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", onAbort);
    resolve();
  }, ms).unref();
  signal.addEventListener("abort", onAbort, { once: true });
  return promise;
}
