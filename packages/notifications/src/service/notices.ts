import { inSystem, type PersonContext, type PersonTx, userIdOf } from "@ninefold/identity/tenancy";
import { and, desc, eq, isNull, lt, lte, sql } from "drizzle-orm";
import { NotificationsError } from "../errors.ts";
import { type DeliveryAttempt, type StoredNotice, tellJob } from "../jobs.ts";
import { isMailed, type Kind, NOTICE_SUBJECTS, type NoticeKind, type NoticeSubjects } from "../kinds.ts";
import { CHANNEL } from "../live.ts";
import type { AnyTx, NotificationsNeeds } from "../needs.ts";
import { notices } from "../schema.ts";
import { SELF } from "./delivery-row.ts";

type Parts = Pick<NotificationsNeeds, "doors" | "now" | "enqueue" | "audiences"> & {
  /** Queues the mail that goes with a notice. */
  readonly mail: (tx: PersonTx, mail: { kind: NoticeKind & Kind; subject: object; key: string }) => Promise<unknown>;
};

export type NewNotice = {
  readonly [K in NoticeKind]: {
    readonly kind: K;
    readonly subject: NoticeSubjects[K];
    /** Names the cause, such as an event's id: one notice per key and person. */
    readonly key: string;
  };
}[NoticeKind];

/** More than that is "many", and not worth counting. */
const MOST_COUNTED = 100;

/** What people find in the product. */
export function noticesOf({ doors, now, enqueue, audiences, mail }: Parts) {
  return {
    /** Records in the caller's transaction that people are to be told; whom, is found out by the job. */
    async notify(tx: AnyTx, { kind, subject, key }: NewNotice): Promise<void> {
      const known = NOTICE_SUBJECTS[kind].safeParse(subject);
      if (!known.success) throw new NotificationsError("notifications.invalid_content", `${kind} is not about that`);
      await enqueue(tx, tellJob.id, { kind, subject: known.data, key }, { idempotencyKey: `tell/${key}` });
    },

    /** Writes a notice, and queues its mail, for each person whom it is for. A repeat adds nothing. */
    async tell({ kind, subject: stored, key }: StoredNotice, { requestId }: DeliveryAttempt): Promise<void> {
      const subject = NOTICE_SUBJECTS[kind].parse(stored);
      for (const recipientId of await audienceOf(kind, subject)) {
        const context = { userId: userIdOf(recipientId), actor: SELF, requestId };
        await doors.withPerson(context, async (tx) => {
          const values = { userId: recipientId, kind, subject, triggerKey: key, createdAt: now() };
          const written = await tx.insert(notices).values(values).onConflictDoNothing().returning({ id: notices.id });
          if (written.length === 0) return;
          await hint(tx, recipientId);
          if (isMailed(kind)) await mail(tx, { kind, subject: { ...subject, recipientId }, key });
        });
      }
    },

    /** Has whatever of theirs waits look anew, in every process. */
    async wake(context: PersonContext): Promise<void> {
      await doors.withPerson(context, (tx) => hint(tx, context.userId));
    },

    /** One's own, newest first. Older than `before`, an id, where that is given. */
    async listNotices(context: PersonContext, { limit, before }: { limit: number; before?: string | undefined }) {
      return doors.withPerson(context, (tx) =>
        tx
          .select(SHOWN)
          .from(notices)
          .where(before === undefined ? undefined : lt(notices.id, before))
          .orderBy(desc(notices.id))
          .limit(limit),
      );
    },

    /** How many are unread, up to a hundred, and the newest one. */
    async noticeState(context: PersonContext): Promise<{ readonly unread: number; readonly newest: string | null }> {
      return doors.withPerson(context, async (tx) => {
        const unread = tx.select({ id: notices.id }).from(notices).where(isNull(notices.readAt)).limit(MOST_COUNTED);
        const [counted, [newest]] = await Promise.all([
          unread,
          tx.select({ id: notices.id }).from(notices).orderBy(desc(notices.id)).limit(1),
        ]);
        return { unread: counted.length, newest: newest?.id ?? null };
      });
    },

    /** Marks one as read; a repeat changes nothing. @throws NotificationsError `notifications.not_found`. */
    async readNotice(context: PersonContext, id: string): Promise<void> {
      await doors.withPerson(context, async (tx) => {
        const [found] = await tx.select({ readAt: notices.readAt }).from(notices).where(eq(notices.id, id));
        if (found === undefined) {
          throw new NotificationsError("notifications.not_found", "This notification is not here, or not yours.");
        }
        if (found.readAt !== null) return;
        await tx.update(notices).set({ readAt: now() }).where(eq(notices.id, id));
        await hint(tx, context.userId);
      });
    },

    /** Marks all as read up to one that the person has seen: what came after it stays unread. */
    async readNotices(context: PersonContext, upTo: string): Promise<void> {
      await doors.withPerson(context, async (tx) => {
        const seen = and(isNull(notices.readAt), lte(notices.id, upTo));
        const read = await tx.update(notices).set({ readAt: now() }).where(seen).returning({ id: notices.id });
        if (read.length > 0) await hint(tx, context.userId);
      });
    },

    /** All of a person's, for themselves: who else it was about is not theirs to take along. */
    exportNotices: (context: PersonContext) =>
      doors.withPerson(context, (tx) => tx.select(EXPORTED).from(notices).orderBy(notices.id)),

    eraseNotices: (tx: AnyTx, userId: string) =>
      inSystem("notifications", async () => tx.delete(notices).where(eq(notices.userId, userId))),
  };

  function audienceOf<K extends NoticeKind>(kind: K, subject: NoticeSubjects[K]) {
    return audiences[kind](subject);
  }
}

/** Wakes whatever of theirs waits, in every process, when this commits. */
const hint = (tx: PersonTx, userId: string) => tx.execute(sql`select pg_notify(${CHANNEL}, ${userId})`);

const SHOWN = {
  id: notices.id,
  kind: notices.kind,
  subject: notices.subject,
  createdAt: notices.createdAt,
  readAt: notices.readAt,
};
const EXPORTED = {
  kind: notices.kind,
  workspaceId: sql<string | null>`${notices.subject} ->> 'workspaceId'`,
  createdAt: notices.createdAt,
  readAt: notices.readAt,
};
