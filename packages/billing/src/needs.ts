/** What billing wants from the rest of the system, in its own words. */
export interface BillingNeeds {
  /** Runs one call to the vendor under its deadline, retries (only where `idempotent`) and breaker. */
  readonly guard: <T>(
    call: { readonly dependency: string; readonly operation: string; readonly idempotent: boolean },
    work: (signal: AbortSignal) => Promise<T>,
  ) => Promise<T>;
  /** Which of the provider's subscriptions is the tenant's; `undefined` when it has none. */
  readonly findSubscriptionRef: (tenantId: string) => Promise<string | undefined>;
  readonly now: () => Date;
}
