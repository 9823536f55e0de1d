import { tenantIdOf, userIdOf } from "@ninefold/identity/tenancy";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { DeliveryRow } from "../deliver.ts";
import { type EndStatus, type FailReason, OPEN, replaceableBy, type SkipReason } from "../domain/status.ts";
import type { AnyTx, NotificationsNeeds, Scope } from "../needs.ts";
import { deliveries } from "../schema.ts";
import { isTurnedOff } from "./preferences.ts";

type Parts = Pick<NotificationsNeeds, "doors" | "now"> & {
  readonly isSuppressed: (address: string, requestId: string) => Promise<boolean>;
};

interface Named {
  readonly id: string;
  readonly scope: Scope;
  readonly requestId: string;
}

/** One delivery's record, reached through its own door. */
export function deliveryRow(parts: Parts, { id, scope, requestId }: Named): DeliveryRow {
  const { doors, now, isSuppressed } = parts;
  const enter = doorOf(doors, scope, requestId);
  const where = (...conditions: SQL[]) => and(inScope(scope), eq(deliveries.id, id), ...conditions);
  const isOpen = inArray(deliveries.status, OPEN);
  return {
    async begin(isReplayed) {
      const counted = { attempts: sql`${deliveries.attempts} + 1`, updatedAt: now() };
      const anew = { status: "queued", reason: null, sendBefore: null, updatedAt: now() } as const;
      const [row] = await enter(async (tx) => {
        if (isReplayed)
          await tx
            .update(deliveries)
            .set(anew)
            .where(where(eq(deliveries.status, "failed")));
        return tx.update(deliveries).set(counted).where(where(isOpen)).returning(begun);
      });
      return row && { kind: row.kind, subject: row.subject, rendered: renderedIn(row) };
    },
    async keep({ sealed, sendBefore }, { to, locale }) {
      const at = now();
      const first = { status: "sending", rendered: sealed, sendBefore, recipient: to, locale } as const;
      const [row] = await enter(async (tx) => {
        const unrendered = where(eq(deliveries.status, "queued"));
        const kept = await tx
          .update(deliveries)
          .set({ ...first, renderedAt: at, updatedAt: at })
          .where(unrendered)
          .returning(begun);
        return kept.length > 0 ? kept : tx.select(begun).from(deliveries).where(where(isOpen));
      });
      return row && renderedIn(row);
    },
    async isUnwanted(category) {
      const { userId } = scope;
      return userId !== null && enter((tx) => isTurnedOff(tx, userId, category));
    },
    isSuppressed: (address) => isSuppressed(address, requestId),
    async skipUnrendered(reason) {
      const unrendered = where(eq(deliveries.status, "queued"));
      await enter((tx) =>
        tx
          .update(deliveries)
          .set(ended(now(), "skipped", reason))
          .where(unrendered),
      );
    },
    async end(end) {
      const { status, ...known } = end;
      const at = status === "accepted" ? { acceptedAt: now(), lastError: null } : {};
      const values = { ...ended(now(), status), ...known, ...at };
      const open = where(inArray(deliveries.status, replaceableBy(status)));
      await enter((tx) => tx.update(deliveries).set(values).where(open));
    },
    async noteFailure(lastError) {
      await enter((tx) => tx.update(deliveries).set({ lastError, updatedAt: now() }).where(where(isOpen)));
    },
  };
}

/** The delivery's own door, so that a wrong id can reach nobody else's row. */
function doorOf(doors: Parts["doors"], { tenantId, userId }: Scope, requestId: string) {
  const caller = { actor: SELF, requestId };
  return <T>(work: (tx: AnyTx) => Promise<T>): Promise<T> => {
    if (tenantId !== null) return doors.withTenant({ ...caller, tenantId: tenantIdOf(tenantId) }, work);
    if (userId !== null) return doors.withPerson({ ...caller, userId: userIdOf(userId) }, work);
    return doors.asSystem({ ...caller, reason: "relay" }, work);
  };
}

/** What every end has in common: the letter is wiped. */
export function ended<Status extends EndStatus>(
  at: Date,
  status: Status,
  reason: SkipReason | FailReason | null = null,
) {
  return { status, reason, rendered: null, updatedAt: at };
}

/** Who writes down what became of a delivery. */
export const SELF = { type: "system", id: "notifications" } as const;

const begun = {
  kind: deliveries.kind,
  subject: deliveries.subject,
  rendered: deliveries.rendered,
  sendBefore: deliveries.sendBefore,
};

function renderedIn(row: { readonly rendered: Uint8Array | null; readonly sendBefore: Date | null }) {
  return row.rendered && row.sendBefore ? { sealed: row.rendered, sendBefore: row.sendBefore } : undefined;
}

/** Said although the policies say it: `asSystem` sees every row. */
export const inScope = ({ tenantId, userId }: Scope) =>
  and(is(deliveries.tenantId, tenantId), is(deliveries.userId, userId));

export const is = (column: PgColumn, value: string | null) => (value === null ? isNull(column) : eq(column, value));
