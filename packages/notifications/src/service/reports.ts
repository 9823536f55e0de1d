import { createHash } from "node:crypto";
import type { SystemContext, SystemTx } from "@ninefold/identity/tenancy";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { replaceableBy } from "../domain/status.ts";
import { DELIVERY_TAG } from "../letter.ts";
import type { NotificationsNeeds } from "../needs.ts";
import type { MessageTransport, Report } from "../port.ts";
import { deliveries, reportInbox, suppressions } from "../schema.ts";
import { SELF } from "./delivery-row.ts";

export interface RawReport {
  /** The bytes as received. */
  readonly body: Uint8Array;
  readonly headers: Headers;
  readonly requestId: string;
}

type Parts = Pick<NotificationsNeeds, "doors" | "now" | "onIgnoredReport"> & { readonly transport: MessageTransport };

/** What the vendor tells of messages that it took. */
export function reportsOf({ doors, now, transport, onIgnoredReport }: Parts) {
  return {
    /**
     * Takes a report in: it is proven, written down and applied, in one commit, when this resolves. Nobody has to be asked
     * for it, so there is no job: what fails is not acknowledged, and the vendor sends it again.
     * @throws NotificationsError as `MessageTransport.readReport` does.
     */
    async receive({ body, headers, requestId }: RawReport): Promise<void> {
      const report = await transport.readReport(body, headers);
      const context: SystemContext = { reason: "webhook", actor: SELF, requestId };
      const isIgnored = await doors.asSystem(context, async (tx) => {
        if (!(await isFirst(tx, report))) return false;
        const deliveryId = await apply(tx, report);
        const known = { status: "applied", deliveryId } as const;
        if (deliveryId === undefined) return true;
        await tx.update(reportInbox).set(known).where(eq(reportInbox.reportId, report.id));
        return false;
      });
      if (isIgnored) onIgnoredReport?.(report.event);
    },

    /** Whether the address bounced for good, or complained. */
    async isSuppressed(address: string, requestId: string): Promise<boolean> {
      const context: SystemContext = { reason: "relay", actor: SELF, requestId };
      const [row] = await doors.asSystem(context, (tx) =>
        tx
          .select({ id: suppressions.id })
          .from(suppressions)
          .where(eq(suppressions.addressHash, hashOf(address))),
      );
      return row !== undefined;
    },
  };

  /** Written down as ignored, until something comes of it. */
  async function isFirst(tx: SystemTx, { id, event, occurredAt }: Report): Promise<boolean> {
    const [row] = await tx
      .insert(reportInbox)
      .values({ reportId: id, event: event.slice(0, 100), status: "ignored", occurredAt, receivedAt: now() })
      .onConflictDoUpdate({ target: reportInbox.reportId, set: { receipts: sql`${reportInbox.receipts} + 1` } })
      .returning({ receipts: reportInbox.receipts });
    return row?.receipts === 1;
  }

  /** The delivery that it is about; `undefined` for none of ours, and for what we have no word for. */
  async function apply(tx: SystemTx, { about, outcome, occurredAt }: Report): Promise<string | undefined> {
    const id = about?.tags[DELIVERY_TAG] ?? "";
    if (about === undefined || outcome === undefined || !UUID.test(id)) return undefined;
    // The report may be faster than the answer to our own call: then it is what tells us of the ref.
    const isIts = and(eq(deliveries.id, id), or(isNull(deliveries.providerRef), eq(deliveries.providerRef, about.ref)));
    const [found] = await tx.select({ recipient: deliveries.recipient }).from(deliveries).where(isIts).for("update");
    if (found === undefined) return undefined;
    const at = now();
    await tx
      .update(deliveries)
      .set({
        status: outcome.status,
        reason: null,
        rendered: null,
        providerRef: about.ref,
        acceptedAt: sql`coalesce(${deliveries.acceptedAt}, ${at.toISOString()}::timestamptz)`,
        reportedAt: occurredAt,
        updatedAt: at,
      })
      .where(and(isIts, inArray(deliveries.status, replaceableBy(outcome.status))));
    const reason = suppressing(outcome);
    // Ours, and not what the report says of the recipient. Gone once the person was erased.
    if (reason !== undefined && found.recipient !== null) {
      const row = { addressHash: hashOf(found.recipient), reason, createdAt: at };
      await tx.insert(suppressions).values(row).onConflictDoNothing();
    }
    return id;
  }
}

function suppressing(outcome: NonNullable<Report["outcome"]>): "bounced" | "complained" | undefined {
  if (outcome.status === "bounced") return outcome.isLasting ? "bounced" : undefined;
  return outcome.status === "complained" ? "complained" : undefined;
}

const hashOf = (address: string) => createHash("sha256").update(address.toLowerCase()).digest("hex");
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
