/** What notifications wants from the rest of the system, in its own words. */
export interface NotificationsNeeds {
  /** Runs one call to the vendor under its deadline, retries (only where `idempotent`) and breaker. */
  readonly guard: <T>(
    call: { readonly dependency: string; readonly operation: string; readonly idempotent: boolean },
    work: (signal: AbortSignal) => Promise<T>,
  ) => Promise<T>;
}
