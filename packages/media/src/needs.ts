import type { Doors, PersonTx, TenantContext, TenantTx } from "@ninefold/identity/tenancy";
import type { AuditEntry } from "./domain/audited.ts";

/** What media wants from the rest of the system, in its own words. */
export interface MediaNeeds {
  /** The doors of `media`. */
  readonly doors: Doors;
  /** Runs one call to the vendor under its deadline, retries (only where `idempotent`) and breaker. */
  readonly guard: <T>(
    call: { readonly dependency: string; readonly operation: string; readonly idempotent: boolean },
    work: (signal: AbortSignal) => Promise<T>,
  ) => Promise<T>;
  readonly now: () => Date;
  /** Makes the picture of a person or workspace be this one, everywhere; null for none. A repeat changes nothing. */
  readonly showPicture: (of: PictureOf, key: string | null) => Promise<void>;
  /** Whether the workspace has such a thing. Asked with no door open. */
  readonly hasTarget: (context: TenantContext, target: Target) => Promise<boolean>;
  /** Writes who did what into the audit log, in the same transaction. */
  readonly audit: (tx: TenantTx | PersonTx, entry: AuditEntry) => Promise<void>;
  /** Sets aside what a file will take of a plan's storage, or throws what a person is told. Absent: no plan limits it. */
  readonly reserve?: (context: TenantContext, bytes: number) => Promise<void>;
}

export type PictureOf = { readonly personId: string } | { readonly workspaceId: string };

/** What a file is attached to. */
export interface Target {
  readonly type: TargetType;
  readonly id: string;
}
export type TargetType = "project";
