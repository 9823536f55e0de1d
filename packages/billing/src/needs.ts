import type { Doors, PersonTx, SystemTx, TenantTx } from "@ninefold/identity/tenancy";
import type { BillingEvent } from "./events.ts";

/** What billing wants from the rest of the system, in its own words. */
export interface BillingNeeds {
  /** The doors of `billing`. */
  readonly doors: Doors;
  /** Records a job in the caller's transaction. The same key again records nothing. */
  readonly enqueue: (
    tx: AnyTx,
    jobId: string,
    input: object,
    options: { readonly idempotencyKey: string; readonly scope?: Scope },
  ) => Promise<unknown>;
  /** Writes down what happened, in the caller's transaction. */
  readonly publish: (
    tx: AnyTx,
    event: BillingEvent & { readonly orderKey: string; readonly scope?: Scope },
  ) => Promise<unknown>;
  /** Writes who did what into the audit log, in the caller's transaction. `scope` where it has none of its own. */
  readonly audit: (tx: TenantTx | SystemTx, entry: AuditEntry & { readonly scope?: Scope }) => Promise<void>;
  /** Runs one call to the vendor under its deadline, retries (only where `idempotent`) and breaker. */
  readonly guard: <T>(
    call: { readonly dependency: string; readonly operation: string; readonly idempotent: boolean },
    work: (signal: AbortSignal) => Promise<T>,
    options?: { readonly signal: AbortSignal },
  ) => Promise<T>;
  /** Told of what somebody has to look at while work goes on. Must not throw. */
  readonly captureError: (error: unknown, context: Readonly<Record<string, string>>) => void;
  readonly now: () => Date;
}

/** What a person asked for, or by an event's own name what the vendor said of it. */
export interface AuditEntry {
  readonly action: "billing.checkout_started" | "billing.cancellation_requested" | BillingEvent["type"];
  readonly subject: { readonly type: "checkout" | "subscription"; readonly id: string };
  /** The plan's key in the catalogue. */
  readonly data: { readonly plan: string };
}

type AnyTx = TenantTx | PersonTx | SystemTx;

interface Scope {
  readonly tenantId: string | null;
  readonly userId: string | null;
}
