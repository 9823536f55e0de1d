import type { PersonContext, PersonTx, TenantContext, TenantTx } from "@ninefold/identity/tenancy";
import { and, eq, isNull, type SQL } from "drizzle-orm";
import { type Purpose, PURPOSES } from "../domain/purpose.ts";
import type { PictureOf } from "../needs.ts";
import { files } from "../schema.ts";

/** Whose files: a workspace's, or a person's own. */
export type OwnerContext = TenantContext | PersonContext;
export type OwnTx = TenantTx | PersonTx;
export type PicturePurpose = { [P in Purpose]: (typeof PURPOSES)[P]["isPicture"] extends true ? P : never }[Purpose];

export function assertOwner(context: OwnerContext, purpose: Purpose): void {
  const owner = "tenantId" in context ? "tenant" : "person";
  if (PURPOSES[purpose].owner !== owner) throw new TypeError(`a ${purpose} belongs to a ${PURPOSES[purpose].owner}`);
}

/** Said although the policies say it. */
export const mine = (context: OwnerContext): SQL | undefined =>
  "tenantId" in context
    ? and(eq(files.tenantId, context.tenantId), isNull(files.userId))
    : and(isNull(files.tenantId), eq(files.userId, context.userId));

export const scopeOf = (context: OwnerContext) =>
  "tenantId" in context ? { tenantId: context.tenantId, userId: null } : { tenantId: null, userId: context.userId };

export const keyOwner = (context: OwnerContext) =>
  "tenantId" in context ? { tenantId: context.tenantId } : { personId: context.userId };

export const pictureOf = (context: OwnerContext): PictureOf =>
  "tenantId" in context ? { workspaceId: context.tenantId } : { personId: context.userId };
