import type { Doors, PersonContext, PersonTx } from "@ninefold/identity/tenancy";
import { and, desc, eq, isNotNull, lte, or, sql } from "drizzle-orm";
import { EXPORT_KEPT_MS, EXPORT_LOST_MS, type ExportStatus, nextExportAt, writeExport } from "../domain/export.ts";
import { OpsSafetyError } from "../errors.ts";
import { type BuildAttempt, exportJob } from "../jobs.ts";
import { exports as copies } from "../schema.ts";
import { seal, unseal } from "../sealed.ts";

export type Exports = ReturnType<typeof createExports>;

/** What exports want from the rest of the system, in their own words. */
export interface ExportsNeeds {
  readonly doors: Pick<Doors, "withPerson" | "asSystem">;
  readonly now: () => Date;
  /** 32 bytes that seal the file while it waits. */
  readonly encryptionKey: Uint8Array;
  /** Records a job in the caller's transaction. */
  readonly enqueue: (
    tx: PersonTx,
    jobId: string,
    input: object,
    options: { idempotencyKey: string },
  ) => Promise<unknown>;
  /** Writes who asked for it into the audit log, in the same transaction. */
  readonly audit: (
    tx: PersonTx,
    entry: { readonly action: string; readonly subject: { readonly type: string; readonly id: string } },
  ) => Promise<void>;
  /**
   * What each system keeps about a person, by its name: what JSON can say, and nothing of anybody else. Called with no
   * door open; what one throws fails the attempt, since a copy that leaves something out unseen is worse than none.
   */
  readonly exporters: Readonly<Record<string, (personId: string, requestId: string) => Promise<unknown>>>;
}

/** A person's own data as one file: asked for, made in the background, fetched by that person alone, wiped after a week. */
export function createExports(needs: ExportsNeeds) {
  const { doors, now, encryptionKey } = needs;

  return {
    /**
     * Asks for a new one, and has it made.
     * @throws OpsSafetyError `ops_safety.export_too_soon` within a day of the last one that did not fail.
     */
    async request(context: PersonContext): Promise<Copy> {
      return doors.withPerson(context, async (tx) => {
        // Two tabs that ask at once would otherwise get two.
        await tx.execute(
          sql`select pg_advisory_xact_lock(hashtextextended(${`ops_safety.exports/${context.userId}`}, 0))`,
        );
        const at = now();
        const [latest] = await listIn(tx, context);
        const next = nextExportAt(latest, at);
        if (next !== undefined) {
          const message = `There is one from today. The next can be asked for from ${next.toISOString()}.`;
          const retryAfterSeconds = Math.ceil((next.getTime() - at.getTime()) / 1_000);
          throw new OpsSafetyError("ops_safety.export_too_soon", message, { retryAfterSeconds });
        }
        const values = { userId: context.userId, status: "preparing", requestedAt: at } as const;
        const [made] = await tx.insert(copies).values(values).returning(PUBLIC);
        if (made === undefined) throw new Error("the insert returned no row");
        const input = { exportId: made.id, personId: context.userId };
        await needs.enqueue(tx, exportJob.id, input, { idempotencyKey: `export/${made.id}` });
        await needs.audit(tx, { action: "ops_safety.export_requested", subject: { type: "export", id: made.id } });
        return made;
      });
    },

    /** Newest first, at most ten. */
    list: (context: PersonContext): Promise<readonly Copy[]> => doors.withPerson(context, (tx) => listIn(tx, context)),

    /** When the person may ask for another one; `undefined` when now. */
    nextAt: (listed: readonly Copy[]): Date | undefined => nextExportAt(listed[0], now()),

    /** The file, for the person whose it is. @throws OpsSafetyError `ops_safety.export_not_found` for all else. */
    async download(context: PersonContext, exportId: string): Promise<string> {
      const file = await doors.withPerson(context, async (tx) => {
        const [row] = await tx.select().from(copies).where(isOwn(context, exportId));
        if (row === undefined || row.sealed === null || row.expiresAt === null || row.expiresAt <= now())
          return undefined;
        await needs.audit(tx, { action: "ops_safety.export_downloaded", subject: { type: "export", id: row.id } });
        return row.sealed;
      });
      if (file === undefined)
        throw new OpsSafetyError("ops_safety.export_not_found", "This file is not here, or not yours.");
      return unseal(file, encryptionKey, placeOf(exportId));
    },

    /**
     * Makes the file; what the job does. One that has ended, or is not there, is left alone.
     * @throws what kept it from being made.
     */
    async build(exportId: string, context: PersonContext, attempt: BuildAttempt): Promise<void> {
      const { userId: personId, requestId } = context;
      const { isLast, progress, log } = attempt;
      const [row] = await doors.withPerson(context, (tx) =>
        tx
          .select({ status: copies.status, requestedAt: copies.requestedAt })
          .from(copies)
          .where(isOwn(context, exportId)),
      );
      if (row?.status !== "preparing") return;
      const end = (values: Partial<typeof copies.$inferInsert>) =>
        doors.withPerson(context, (tx) =>
          tx
            .update(copies)
            .set(values)
            .where(and(isOwn(context, exportId), eq(copies.status, "preparing"))),
        );
      try {
        const systems: Record<string, unknown> = {};
        const readers = Object.entries(needs.exporters);
        for (const [index, [system, read]] of readers.entries()) {
          systems[system] = await read(personId, requestId);
          log?.(`${system}: read`);
          // The file is written last, and is a step too.
          progress?.(((index + 1) / (readers.length + 1)) * 100);
        }
        const generatedAt = now();
        const text = writeExport({ personId, requestedAt: row.requestedAt, generatedAt, systems });
        await end({
          status: "ready",
          sealed: seal(text, encryptionKey, placeOf(exportId)),
          bytes: Buffer.byteLength(text),
          readyAt: generatedAt,
          expiresAt: new Date(generatedAt.getTime() + EXPORT_KEPT_MS),
        });
        log?.(`sealed: ${Buffer.byteLength(text)} bytes`);
        progress?.(100);
      } catch (error) {
        if (isLast) await end({ status: "failed" });
        throw error;
      }
    },

    /**
     * Wipes what has expired, and ends what was never made because its last attempt crashed. Answers how many. To be called
     * now and then by one process.
     */
    async sweep(requestId: string): Promise<number> {
      const at = now();
      const context = { reason: "schedule", actor: SELF, requestId } as const;
      const expired = and(isNotNull(copies.sealed), lte(copies.expiresAt, at));
      const lost = and(
        eq(copies.status, "preparing"),
        lte(copies.requestedAt, new Date(at.getTime() - EXPORT_LOST_MS)),
      );
      const swept = await doors.asSystem(context, (tx) =>
        tx
          .update(copies)
          .set({ status: sql`case when ${copies.sealed} is null then 'failed' else 'expired' end`, sealed: null })
          .where(or(expired, lost))
          .returning({ id: copies.id }),
      );
      return swept.length;
    },
  };

  async function listIn(tx: PersonTx, context: PersonContext): Promise<Copy[]> {
    const rows = await tx
      .select(PUBLIC)
      .from(copies)
      .where(eq(copies.userId, context.userId))
      .orderBy(desc(copies.requestedAt), desc(copies.id))
      .limit(LISTED);
    const at = now();
    const isOver = ({ status, expiresAt }: Copy) => status === "ready" && expiresAt !== null && expiresAt <= at;
    // It is over from then on, whenever it is wiped.
    return rows.map((row) => (isOver(row) ? { ...row, status: "expired" } : row));
  }
}

/** As its person sees it. */
export interface Copy {
  readonly id: string;
  readonly status: ExportStatus;
  readonly requestedAt: Date;
  readonly readyAt: Date | null;
  readonly expiresAt: Date | null;
  readonly bytes: number | null;
}

const SELF = { type: "system", id: "ops-safety" } as const;
const LISTED = 10;
const PUBLIC = {
  id: copies.id,
  status: copies.status,
  requestedAt: copies.requestedAt,
  readyAt: copies.readyAt,
  expiresAt: copies.expiresAt,
  bytes: copies.bytes,
};

const placeOf = (id: string) => `exports/${id}`;
const isOwn = ({ userId }: PersonContext, id: string) => and(eq(copies.userId, userId), eq(copies.id, id));
