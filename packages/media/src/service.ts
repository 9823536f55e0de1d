import {
  contextOf,
  inSystem,
  type PersonContext,
  type PersonTx,
  type TenantContext,
  type TenantTx,
} from "@ninefold/identity/tenancy";
import { and, asc, count, desc, eq, gt, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { auditEntry } from "./domain/audited.ts";
import { shownName, storedName } from "./domain/file-name.ts";
import { assertObjectKey, objectKey } from "./domain/object-key.ts";
import { assertWanted, judge, type Purpose, PURPOSES } from "./domain/purpose.ts";
import { MediaError } from "./errors.ts";
import { personExport } from "./service/export.ts";
import { workspaceFiles } from "./service/listing.ts";
import type { MediaNeeds, PictureOf, Target } from "./needs.ts";
import type { MediaStorage, StoredFile, UploadTicket } from "./port.ts";
import { files } from "./schema.ts";

export type Media = ReturnType<typeof createMedia>;

/** How long a browser has to send a file, and to say that it did. */
const UPLOAD_SECONDS = 15 * 60;
/** An upload that began in time may end a little later. */
const GRACE_MS = 60_000;
const DOWNLOAD_SECONDS = 5 * 60;
const DAY_SECONDS = 24 * 60 * 60;
/** Twice the largest size at which a picture is shown. */
const PICTURE = { widthPixels: 128, heightPixels: 128 };
const MOST_OPEN = 20;
const MOST_ATTACHED = 100;
const SWEPT_AT_ONCE = 100;

/** Uploads that go straight from a browser to the vendor, and are looked at before anybody sees them. */
export function createMedia(storage: MediaStorage, needs: MediaNeeds) {
  const { doors, now } = needs;

  return {
    capabilities: storage.capabilities,
    limits: storage.limits,
    ...personExport(storage, needs),
    ...workspaceFiles(needs),

    /**
     * Notes that a file is to come, and answers what the browser needs to send it. The key is made here, below the owner's
     * own prefix; nothing of it comes from the request but a cleaned name.
     * @throws MediaError `media.disabled`, `media.too_large`, `media.empty`, `media.wrong_type`, `media.too_many`;
     *   `media.not_found` when there is nothing to attach to.
     */
    async requestUpload(context: OwnerContext, wanted: WantedFile): Promise<RequestedUpload> {
      const { purpose, attachTo } = wanted;
      const { maxBytes } = PURPOSES[purpose];
      if (!storage.capabilities.stores) throw new MediaError("media.disabled", "Uploads are switched off.");
      assertOwner(context, purpose);
      assertWanted(purpose, wanted);
      if ("tenantId" in context) {
        if (attachTo !== undefined && !(await needs.hasTarget(context, attachTo))) throw missing();
        await needs.reserve?.(context, wanted.sizeBytes);
      }
      const id = uuidv7();
      const key = objectKey(keyOwner(context), `${purpose}/${id}/${storedName(wanted.name)}`);
      // Signed before it is noted: nobody is asked for it, and a failure leaves nothing behind.
      const limits = { maxBytes, ttlSeconds: UPLOAD_SECONDS };
      const ticket = await storage.createUpload(key, limits);
      const at = now();
      const expiresAt = new Date(at.getTime() + UPLOAD_SECONDS * 1_000);
      await enter(context, async (tx) => {
        await assertRoom(tx, context, attachTo);
        await tx.insert(files).values({
          id,
          ...scopeOf(context),
          key,
          purpose,
          name: shownName(wanted.name),
          contentType: wanted.contentType.slice(0, 127),
          sizeBytes: wanted.sizeBytes,
          state: "intent",
          attachedType: attachTo?.type ?? null,
          attachedId: attachTo?.id ?? null,
          createdBy: context.actor.id,
          createdAt: at,
          expiresAt,
        });
      });
      return { id, ticket, expiresAt };
    },

    /**
     * Looks at what the vendor has, and lets it be seen. Nothing that the browser says is believed; what must not stay is
     * removed. Repeated for a file that is stored, it answers the same file.
     * @throws MediaError `media.not_found` for another owner's upload, `media.not_uploaded` when nothing has come,
     *   `media.upload_expired`, and what `judge` throws.
     */
    async completeUpload(context: OwnerContext, { id, purpose, reference }: Completion): Promise<ShownFile> {
      const row = await findRow(context, id, purpose);
      if (row === undefined || row.state === "removed") throw missing();
      if (row.state === "stored") return finish(context, row);
      if (row.expiresAt.getTime() + GRACE_MS <= now().getTime()) throw expired();
      const stored = await guarded("find", (signal) => storage.find(row.key, { reference, signal }));
      if (stored === undefined) {
        throw new MediaError("media.not_uploaded", "The file has not arrived. Send it again.");
      }
      const providerRef = stored.reference ?? null;
      const found = { ...(await judgeOrDiscard(context, { ...row, providerRef }, stored)), providerRef };
      const [kept] = await enter(context, async (tx) => {
        const rows = await tx
          .update(files)
          .set({ ...found, state: "stored", storedAt: now() })
          .where(and(mine(context), eq(files.id, id), eq(files.state, "intent")))
          .returning();
        for (const one of rows) await needs.audit(tx, auditEntry(one, "stored"));
        return rows;
      });
      // Somebody else came first: this completion again, or the end of its time.
      const current = kept ?? (await findRow(context, id, purpose));
      if (current?.state !== "stored") throw missing();
      await assertStillWanted(context, current);
      return finish(context, current);
    },

    /** Removes a file for good. One that is not there, or another owner's, is `media.not_found`. */
    async remove(context: OwnerContext, id: string, purpose: Purpose): Promise<void> {
      const row = await findRow(context, id, purpose);
      if (row === undefined || row.state === "removed") throw missing();
      await discard(context, row, { asked: true });
    },

    /** Ends the picture that is shown. Without one it changes nothing. */
    async removePicture(context: OwnerContext, purpose: PicturePurpose): Promise<void> {
      assertOwner(context, purpose);
      const rows = await currentRows(context, purpose);
      await needs.showPicture(pictureOf(context), null);
      for (const row of rows) await discard(context, row, { asked: true });
    },

    /** What is attached to something of the workspace, newest first. @throws MediaError `media.not_found` without it. */
    async listAttached(context: TenantContext, target: Target): Promise<readonly ShownFile[]> {
      if (!(await needs.hasTarget(context, target))) throw missing();
      const rows = await enter(context, (tx) =>
        tx
          .select()
          .from(files)
          .where(and(mine(context), attachedTo(target), eq(files.state, "stored")))
          .orderBy(desc(files.createdAt), desc(files.id))
          .limit(MOST_ATTACHED),
      );
      return rows.map(toShown);
    },

    /** Where whoever may see the file fetches it, for five minutes. @throws MediaError `media.not_found`. */
    async downloadUrl(context: OwnerContext, id: string, purpose: Purpose): Promise<URL> {
      const row = await findRow(context, id, purpose);
      if (row?.state !== "stored") throw missing();
      return storage.signedUrl(row.key, { ttlSeconds: DOWNLOAD_SECONDS, download: true });
    },

    /**
     * Where a picture is shown from, by its key; `undefined` for none. It is the same for a day at least, so that browsers
     * keep it, and dead two days later at the latest. Never throws: no page is worth less for a picture that is missing.
     */
    async pictureUrl(key: string | null | undefined): Promise<string | undefined> {
      if (!key || !storage.capabilities.stores) return undefined;
      const seconds = Math.floor(now().getTime() / 1_000);
      const until = (Math.floor(seconds / DAY_SECONDS) + 2) * DAY_SECONDS;
      try {
        assertObjectKey(key);
        return (await storage.signedUrl(key, { ttlSeconds: until - seconds, transform: PICTURE })).href;
      } catch {
        return undefined;
      }
    },

    /**
     * Ends uploads that were never completed, and asks the vendor again to remove what it may still have. Answers how many
     * are done with. To be called now and then by one process; a repeat does no harm.
     * @throws the first failure, after every file had its turn.
     */
    async sweep(requestId: string): Promise<number> {
      const context = { reason: "schedule", actor: SELF, requestId } as const;
      const late = new Date(now().getTime() - GRACE_MS);
      const abandoned = and(eq(files.state, "intent"), lte(files.expiresAt, late));
      const unfinished = await doors.asSystem(context, async (tx) => {
        await tx.update(files).set({ state: "removed", removedAt: now() }).where(abandoned);
        return (
          tx
            .select({ id: files.id, key: files.key, providerRef: files.providerRef })
            .from(files)
            // Past the life of its ticket: nothing can come after what is removed now.
            .where(and(eq(files.state, "removed"), isNull(files.goneAt), lte(files.expiresAt, late)))
            .orderBy(asc(files.removedAt))
            .limit(SWEPT_AT_ONCE)
        );
      });
      const failures: unknown[] = [];
      for (const { id, key, providerRef } of unfinished) {
        const reference = providerRef ?? undefined;
        try {
          await guarded("remove", (signal) => storage.remove(key, { reference, signal }));
          await doors.asSystem(context, (tx) => tx.update(files).set({ goneAt: now() }).where(eq(files.id, id)));
        } catch (error) {
          // The others must not wait for one that can not be removed.
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
      return unfinished.length;
    },

    /** Forgets what is attached to something that goes, in the transaction in which it goes. Bytes go with the next sweep. */
    async forgetAttached(tx: TenantTx, target: Target): Promise<void> {
      await forget(tx, and(mine(contextOf(tx)), attachedTo(target)));
    },

    /** Forgets the files of the workspace or person of this transaction. Their bytes go with the next sweep. */
    async erase(tx: TenantTx | PersonTx, context: OwnerContext): Promise<void> {
      await forget(tx, mine(context));
    },
  };

  async function forget(tx: TenantTx | PersonTx, which: SQL | undefined): Promise<void> {
    const forgotten = { state: "removed", removedAt: now(), name: "erased" } as const;
    await inSystem("media", () =>
      tx
        .update(files)
        .set(forgotten)
        .where(and(which, ne(files.state, "removed"))),
    );
  }

  /**
   * What a file was for may go while it is sent. Looked at once it is stored: whatever goes later forgets it itself.
   * @throws MediaError `media.not_found`.
   */
  async function assertStillWanted(context: OwnerContext, row: FileRow): Promise<void> {
    if (!("tenantId" in context) || row.attachedType === null || row.attachedId === null) return;
    if (await needs.hasTarget(context, { type: row.attachedType, id: row.attachedId })) return;
    await discard(context, row);
    throw missing();
  }

  async function judgeOrDiscard(context: OwnerContext, row: FileRow, stored: StoredFile) {
    try {
      return { contentType: judge(row.purpose, row.contentType, stored), sizeBytes: stored.sizeBytes };
    } catch (error) {
      await discard(context, row);
      throw error;
    }
  }

  /** A picture takes the place of the ones before. What is shown is read anew: two uploads may end at once. */
  async function finish(context: OwnerContext, row: FileRow): Promise<ShownFile> {
    if (!PURPOSES[row.purpose].isPicture) return toShown(row);
    const [current, ...older] = await currentRows(context, row.purpose);
    await needs.showPicture(pictureOf(context), current?.key ?? null);
    for (const one of older) await discard(context, one).catch(leaveToSweep);
    return toShown(row);
  }

  /**
   * Gone for everybody from here on; that the vendor forgets it too is tried now, and by `sweep` until it has worked.
   * `asked`: somebody wanted that, so it is in the audit log if it could be seen before.
   */
  async function discard(context: OwnerContext, row: FileRow, { asked = false } = {}): Promise<void> {
    const here = and(mine(context), eq(files.id, row.id));
    const at = now();
    const reference = row.providerRef ?? undefined;
    await enter(context, async (tx) => {
      const gone = await tx
        .update(files)
        .set({ state: "removed", removedAt: at, providerRef: row.providerRef })
        .where(and(here, ne(files.state, "removed")))
        .returning({ storedAt: files.storedAt });
      if (asked && gone[0]?.storedAt) await needs.audit(tx, auditEntry(row, "removed"));
    });
    try {
      await guarded("remove", (signal) => storage.remove(row.key, { reference, signal }));
    } catch (error) {
      return leaveToSweep(error);
    }
    // A ticket that is still good could bring the bytes back: that one is for the sweep.
    const spent = and(here, lte(files.expiresAt, at));
    await enter(context, (tx) => tx.update(files).set({ goneAt: at }).where(spent));
  }

  async function findRow(context: OwnerContext, id: string, purpose: Purpose): Promise<FileRow | undefined> {
    const [row] = await enter(context, (tx) =>
      tx
        .select()
        .from(files)
        .where(and(mine(context), eq(files.id, id), eq(files.purpose, purpose))),
    );
    return row;
  }

  function currentRows(context: OwnerContext, purpose: Purpose): Promise<readonly FileRow[]> {
    return enter(context, (tx) =>
      tx
        .select()
        .from(files)
        .where(and(mine(context), eq(files.purpose, purpose), eq(files.state, "stored")))
        .orderBy(desc(files.createdAt), desc(files.id)),
    );
  }

  async function assertRoom(tx: OwnTx, context: OwnerContext, attachTo: Target | undefined): Promise<void> {
    const open = and(mine(context), eq(files.state, "intent"), gt(files.expiresAt, now()));
    const own = and(open, eq(files.createdBy, context.actor.id));
    if ((await countOf(tx, own)) >= MOST_OPEN) throw tooMany("Too many uploads are under way. Wait for one to end.");
    if (attachTo === undefined) return;
    const attached = and(mine(context), attachedTo(attachTo), or(eq(files.state, "stored"), open));
    if ((await countOf(tx, attached)) >= MOST_ATTACHED) throw tooMany(`No more than ${MOST_ATTACHED} files fit here.`);
  }

  /** Every call may be repeated: a look changes nothing, and removing is idempotent. */
  function guarded<T>(operation: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return needs.guard({ dependency: "media", operation, idempotent: true }, work);
  }

  function enter<T>(context: OwnerContext, work: (tx: OwnTx) => Promise<T>): Promise<T> {
    return "tenantId" in context ? doors.withTenant(context, work) : doors.withPerson(context, work);
  }
}

/** Whose files: a workspace's, or a person's own. */
export type OwnerContext = TenantContext | PersonContext;
type OwnTx = TenantTx | PersonTx;
type FileRow = typeof files.$inferSelect;
export type PicturePurpose = { [P in Purpose]: (typeof PURPOSES)[P]["isPicture"] extends true ? P : never }[Purpose];

export interface WantedFile {
  readonly purpose: Purpose;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly attachTo?: Target | undefined;
}

export interface RequestedUpload {
  readonly id: string;
  readonly ticket: UploadTicket;
  readonly expiresAt: Date;
}

export interface Completion {
  readonly id: string;
  readonly purpose: Purpose;
  /** What the vendor answered to the browser, as the browser tells it. */
  readonly reference?: string | undefined;
}

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly createdAt: Date;
}

const SELF = { type: "system", id: "media" } as const;

const toShown = ({ id, name, contentType, sizeBytes, createdAt }: FileRow): ShownFile => ({
  id,
  name,
  contentType,
  sizeBytes,
  createdAt,
});

const scopeOf = (context: OwnerContext) =>
  "tenantId" in context ? { tenantId: context.tenantId, userId: null } : { tenantId: null, userId: context.userId };

const keyOwner = (context: OwnerContext) =>
  "tenantId" in context ? { tenantId: context.tenantId } : { personId: context.userId };

const pictureOf = (context: OwnerContext): PictureOf =>
  "tenantId" in context ? { workspaceId: context.tenantId } : { personId: context.userId };

/** Said although the policies say it. */
const mine = (context: OwnerContext): SQL | undefined =>
  "tenantId" in context
    ? and(eq(files.tenantId, context.tenantId), isNull(files.userId))
    : and(isNull(files.tenantId), eq(files.userId, context.userId));

const attachedTo = ({ type, id }: Target) => and(eq(files.attachedType, type), eq(files.attachedId, id));

async function countOf(tx: OwnTx, where: SQL | undefined): Promise<number> {
  const [row] = await tx.select({ rows: count() }).from(files).where(where);
  return row?.rows ?? 0;
}

function assertOwner(context: OwnerContext, purpose: Purpose): void {
  const owner = "tenantId" in context ? "tenant" : "person";
  if (PURPOSES[purpose].owner !== owner) throw new TypeError(`a ${purpose} belongs to a ${PURPOSES[purpose].owner}`);
}

/** What the vendor could not remove now it is asked for again. Anything else is no failure of the vendor's. */
function leaveToSweep(error: unknown): void {
  const kind: unknown = typeof error === "object" && error !== null && "kind" in error ? error.kind : undefined;
  if (kind !== "unavailable") throw error;
}

const missing = () => new MediaError("media.not_found", "This file is not here.");
const expired = () => new MediaError("media.upload_expired", "The upload took too long. Begin again.");
const tooMany = (message: string) => new MediaError("media.too_many", message);
