import type { SystemContext } from "@ninefold/identity/tenancy";
import { and, eq, sql } from "drizzle-orm";
import { type Look, looksIn, toStored } from "../domain/signals.ts";
import { codeOf } from "../errors.ts";
import { applyDeliveryJob, type BillingAttempt } from "../jobs.ts";
import { webhookInbox } from "../schema.ts";
import { SELF, sync, type SyncParts } from "./sync.ts";

export interface RawDelivery {
  /** The bytes as received. */
  readonly body: Uint8Array;
  readonly headers: Headers;
  readonly requestId: string;
}

const NOBODY = { tenantId: null, userId: null };

/**
 * Takes a delivery in: it is proven, and it is in the inbox with its job, committed, when this resolves. The same
 * delivery again is the row that exists; if nothing came of that yet, it is queued once more.
 */
export async function receive(parts: SyncParts, { body, headers, requestId }: RawDelivery): Promise<void> {
  const { provider, needs } = parts;
  const { deliveryId, sentAt, signals } = await provider.verifyWebhook(body, headers);
  const now = needs.now();
  const context: SystemContext = { reason: "webhook", actor: SELF, requestId };
  const status = signals.length === 0 ? "ignored" : "received";
  await needs.doors.asSystem(context, async (tx) => {
    const [row] = await tx
      .insert(webhookInbox)
      .values({ vendor: provider.vendor, deliveryId, status, signals: signals.map(toStored), sentAt, receivedAt: now })
      .onConflictDoUpdate({
        target: [webhookInbox.vendor, webhookInbox.deliveryId],
        set: { receipts: sql`${webhookInbox.receipts} + 1` },
      })
      .returning({ id: webhookInbox.id, status: webhookInbox.status, receipts: webhookInbox.receipts });
    if (row?.status !== "received") return;
    const idempotencyKey = `delivery/${row.id}/${row.receipts}`;
    await needs.enqueue(tx, applyDeliveryJob.id, { inboxId: row.id }, { idempotencyKey, scope: NOBODY });
  });
}

/** One attempt at doing what a delivery asks for; what the job does. One that was applied is left alone. */
export async function applyDelivery(parts: SyncParts, inboxId: string, attempt: BillingAttempt): Promise<void> {
  const { needs } = parts;
  const context: SystemContext = { reason: "webhook", actor: SELF, requestId: attempt.requestId };
  const [row] = await needs.doors.asSystem(context, (tx) =>
    tx.select({ signals: webhookInbox.signals }).from(webhookInbox).where(isWaiting(inboxId)),
  );
  const looks = row === undefined ? [] : looksIn(row.signals);
  try {
    for (const [index, look] of looks.entries()) await applyLook(look, index === looks.length - 1);
  } catch (error) {
    const lastError = codeOf(error);
    await needs.doors.asSystem(context, (tx) => tx.update(webhookInbox).set({ lastError }).where(isWaiting(inboxId)));
    throw error;
  }

  /** Marked in the commit that stores the last of it: after a crash before that, all of it is done again. */
  function applyLook(look: Look, isLast: boolean): Promise<void> {
    const applied = { status: "applied", appliedAt: needs.now(), lastError: null } as const;
    return sync(parts, look, {
      reason: "webhook",
      requestId: attempt.requestId,
      signal: attempt.signal,
      ...(isLast && { also: (tx) => tx.update(webhookInbox).set(applied).where(isWaiting(inboxId)) }),
    });
  }
}

const isWaiting = (id: string) => and(eq(webhookInbox.id, id), eq(webhookInbox.status, "received"));
