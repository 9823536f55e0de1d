import {
  contextOf,
  type PersonContext,
  type PersonTx,
  type SystemContext,
  type SystemTx,
  type TenantContext,
  type TenantTx,
} from "@ninefold/identity/tenancy";

/** An open transaction, of whichever door. */
export type AnyTx = TenantTx | PersonTx | SystemTx;

/** Whose a row is: a workspace's, else a person's, else nobody's. */
export interface Scope {
  readonly tenantId: string | null;
  readonly userId: string | null;
}

export function contextIn(tx: AnyTx): TenantContext | PersonContext | SystemContext {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- which of the three it is, only its context tells
  return contextOf(tx as TenantTx);
}

/** Whose the transaction is; `undefined` for one across tenants. */
export function scopeIn(tx: AnyTx): Scope | undefined {
  const context = contextIn(tx);
  if ("tenantId" in context) return { tenantId: context.tenantId, userId: null };
  return "userId" in context ? { tenantId: null, userId: context.userId } : undefined;
}
