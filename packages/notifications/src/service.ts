import { isDeepStrictEqual } from "node:util";
import {
  contextOf,
  inSystem,
  type PersonContext,
  type PersonTx,
  type SystemContext,
  type SystemTx,
  type TenantContext,
  type TenantTx,
} from "@ninefold/identity/tenancy";
import { and, eq, gt, inArray, lt, lte, sql } from "drizzle-orm";
import { deliver, type Letterhead } from "./deliver.ts";
import { OPEN } from "./domain/status.ts";
import { NotificationsError } from "./errors.ts";
import { type DeliveryAttempt, deliverJob } from "./jobs.ts";
import { type Kind, SUBJECTS, type Subjects } from "./kinds.ts";
import { createLive } from "./live.ts";
import type { AnyTx, NotificationsNeeds, Scope } from "./needs.ts";
import type { MessageTransport } from "./port.ts";
import { deliveries, notices } from "./schema.ts";
import { deliveryRow, ended, inScope, is, SELF } from "./service/delivery-row.ts";
import { noticesOf } from "./service/notices.ts";
import { preferencesOf } from "./service/preferences.ts";
import { reportsOf } from "./service/reports.ts";

export type Notifications = ReturnType<typeof createNotifications>;

/** @throws Error when the transport delivers and `from` or a key of 32 bytes is missing. */
export function createNotifications(transport: MessageTransport, needs: NotificationsNeeds) {
  const { doors, now } = needs;
  const letterhead = transport.capabilities.delivers ? letterheadOf(needs) : undefined;
  const live = createLive(needs.listen);
  const { exportNotices, eraseNotices, ...inbox } = noticesOf({ ...needs, mail: queueParsed });
  const { erasePreferences, ...choices } = preferencesOf(needs);
  const { receive, isSuppressed } = reportsOf({ ...needs, transport });

  return {
    capabilities: transport.capabilities,
    live,
    receive,
    queue,
    ...inbox,
    ...choices,

    /**
     * Whether fewer than so many of a kind were queued in this transaction's scope in the last 24 hours: to be asked before
     * queueing what somebody else can have sent. Whoever asks at the same time waits until this transaction has ended.
     */
    async hasRoom(tx: AnyTx, kind: Kind, atMostPerDay: number): Promise<boolean> {
      const scope = ownScope(tx) ?? NOBODY;
      const place = `notifications/${scope.tenantId}/${scope.userId}/${kind}`;
      return inSystem("notifications", async () => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${place}, 0))`);
        const since = gt(deliveries.createdAt, new Date(now().getTime() - DAY_MS));
        const recent = await tx
          .select({ id: deliveries.id })
          .from(deliveries)
          .where(and(inScope(scope), eq(deliveries.kind, kind), since))
          .limit(atMostPerDay);
        return recent.length < atMostPerDay;
      });
    },

    /**
     * One attempt at sending; what the job does. A delivery that has ended, or is not there, is left alone.
     * @throws what kept it from ending well, `retryable: false` when that is final.
     */
    async deliver(deliveryId: string, scope: Scope, attempt: DeliveryAttempt): Promise<void> {
      const parts = { doors, now, isSuppressed };
      const row = deliveryRow(parts, { id: deliveryId, scope, requestId: attempt.requestId });
      return deliver({ deliveryId, attempt, row, transport, needs, letterhead });
    },

    /**
     * Ends what was rendered and never came to an end, because its last attempt crashed or its run was cancelled, and
     * wipes it; answers how many. Forgets notices of more than 90 days ago. To be called now and then by one process; a repeat does no harm.
     */
    async sweep(requestId: string): Promise<number> {
      const context: SystemContext = { reason: "schedule", actor: SELF, requestId };
      const late = and(eq(deliveries.status, "sending"), lte(deliveries.sendBefore, now()));
      const old = lt(notices.createdAt, new Date(now().getTime() - KEPT_DAYS * DAY_MS));
      const swept = await doors.asSystem(context, async (tx) => {
        await tx.delete(notices).where(old);
        return tx
          .update(deliveries)
          .set(ended(now(), "failed", "too_late"))
          .where(late)
          .returning({ id: deliveries.id });
      });
      return swept.length;
    },

    /**
     * For a person themselves: what was sent to them in no workspace (that and when, and never what it said), what they
     * were told in the product, and what they chose.
     */
    async exportPerson(context: PersonContext) {
      const deliveriesOf = doors.withPerson(context, (tx) =>
        tx
          .select({
            kind: deliveries.kind,
            channel: deliveries.channel,
            status: deliveries.status,
            recipient: deliveries.recipient,
            locale: deliveries.locale,
            createdAt: deliveries.createdAt,
            acceptedAt: deliveries.acceptedAt,
          })
          .from(deliveries)
          .where(inScope({ tenantId: null, userId: context.userId }))
          .orderBy(deliveries.createdAt, deliveries.id),
      );
      return {
        deliveries: await deliveriesOf,
        notices: await exportNotices(context),
        preferences: await choices.listPreferences(context),
      };
    },

    /** Forgets what was written in a workspace that is erased. What its members were told in the product is theirs. */
    async eraseWorkspace(tx: SystemTx, tenantId: string): Promise<void> {
      await inSystem("notifications", () => tx.delete(deliveries).where(eq(deliveries.tenantId, tenantId)));
    },

    /**
     * Forgets to whom the workspace or person of this transaction was written, and sends nothing more of theirs. The rows
     * stay, with ids that no longer name anybody. What a person was told in the product, and what they chose, goes.
     */
    async erase(tx: TenantTx | PersonTx): Promise<void> {
      const { tenantId, userId } = ownScope(tx) ?? NOBODY;
      const own = tenantId === null ? is(deliveries.userId, userId) : is(deliveries.tenantId, tenantId);
      await inSystem("notifications", async () => {
        const open = and(own, inArray(deliveries.status, OPEN));
        await tx
          .update(deliveries)
          .set(ended(now(), "skipped", "erased"))
          .where(open);
        await tx.update(deliveries).set({ recipient: null, updatedAt: now() }).where(own);
      });
      if (userId === null) return;
      await eraseNotices(tx, userId);
      await erasePreferences(tx, userId);
    },
  };

  /**
   * Records a message in the caller's transaction, and the job that sends it; answers the delivery's id. The same key
   * again, in the same scope, answers the delivery that exists.
   * @throws NotificationsError `notifications.idempotency_conflict` when the key was used for another message;
   *   `notifications.invalid_content` when the subject is not what the kind is about.
   */
  async function queue(tx: AnyTx, message: QueuedMessage): Promise<string> {
    return queueParsed(tx, message);
  }

  async function queueParsed(tx: AnyTx, message: UnparsedMessage): Promise<string> {
    const { kind, key } = message;
    const subject = SUBJECTS[kind].safeParse(message.subject);
    if (!subject.success) {
      throw new NotificationsError("notifications.invalid_content", `${kind} is not about that`);
    }
    const own = ownScope(tx);
    if (own !== undefined && message.scope !== undefined) {
      throw new TypeError("a scope is for a transaction across tenants; this one has its own");
    }
    const scope = own ?? message.scope ?? NOBODY;
    const written = await inSystem("notifications", () => insert(tx, { scope, kind, subject: subject.data, key }));
    if (written.isNew) {
      const idempotencyKey = `delivery/${written.id}`;
      const options = own === undefined ? { idempotencyKey, scope } : { idempotencyKey };
      await needs.enqueue(tx, deliverJob.id, { deliveryId: written.id, ...scope }, options);
    }
    return written.id;
  }

  async function insert(tx: AnyTx, wanted: Wanted): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const { scope, kind, subject, key } = wanted;
    const at = now();
    const values = { ...scope, kind, subject, triggerKey: key, channel: "email", status: "queued" } as const;
    const [inserted] = await tx
      .insert(deliveries)
      .values({ ...values, createdAt: at, updatedAt: at })
      .onConflictDoNothing()
      .returning({ id: deliveries.id });
    if (inserted) return { id: inserted.id, isNew: true };
    const [earlier] = await tx
      .select({ id: deliveries.id, kind: deliveries.kind, subject: deliveries.subject })
      .from(deliveries)
      .where(and(inScope(scope), eq(deliveries.triggerKey, key)));
    if (earlier?.kind === kind && isDeepStrictEqual(earlier.subject, subject)) return { id: earlier.id, isNew: false };
    throw new NotificationsError("notifications.idempotency_conflict", "the key was used for another message");
  }
}

export type QueuedMessage = {
  readonly [K in Kind]: {
    readonly kind: K;
    /** Ids of what it is about. */
    readonly subject: Subjects[K];
    /** Names the cause, such as an event's id: one delivery per key and scope. */
    readonly key: string;
    /** With a `SystemTx` only, which has none of its own: whose delivery it is. Nobody's when absent. */
    readonly scope?: Scope;
  };
}[Kind];

/** The same, before it is known whether the subject is the kind's. */
interface UnparsedMessage {
  readonly kind: Kind;
  readonly subject: unknown;
  readonly key: string;
  readonly scope?: Scope;
}

interface Wanted {
  readonly scope: Scope;
  readonly kind: Kind;
  readonly subject: object;
  readonly key: string;
}

const DAY_MS = 24 * 3_600_000;
const KEPT_DAYS = 90;
const NOBODY: Scope = { tenantId: null, userId: null };
function letterheadOf({ from, encryptionKey }: NotificationsNeeds): Letterhead {
  if (from === undefined || encryptionKey?.byteLength !== 32) {
    throw new Error("notifications needs a sender, and 32 bytes to seal mail with");
  }
  return { from, encryptionKey };
}

/** Whose the transaction is; `undefined` for one across tenants. */
function ownScope(tx: AnyTx): Scope | undefined {
  const context = contextIn(tx);
  if ("tenantId" in context) return { tenantId: context.tenantId, userId: null };
  return "userId" in context ? { tenantId: null, userId: context.userId } : undefined;
}

function contextIn(tx: AnyTx): TenantContext | PersonContext | SystemContext {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- which of the three it is, only its context tells
  return contextOf(tx as TenantTx);
}
