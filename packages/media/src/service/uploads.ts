import { and, count, eq, gt, or, type SQL } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { auditEntry } from "../domain/audited.ts";
import { shownName, storedName } from "../domain/file-name.ts";
import { objectKey } from "../domain/object-key.ts";
import { assertWanted, judge, type Purpose, PURPOSES } from "../domain/purpose.ts";
import { MediaError } from "../errors.ts";
import type { MediaNeeds, Target } from "../needs.ts";
import type { MediaStorage, StoredFile, UploadTicket } from "../port.ts";
import { files } from "../schema.ts";
import { bytesOf } from "./bytes.ts";
import { assertOwner, keyOwner, mine, type OwnerContext, type OwnTx, pictureOf, scopeOf } from "./owner.ts";
import { leaveToSweep, removalOf } from "./removal.ts";
import { attachedTo, type FileRow, missing, MOST_ATTACHED, rowsOf } from "./rows.ts";
import { type ShownFile, toShown } from "./shown.ts";

/** How long a browser has to send a file, and to say that it did. */
const UPLOAD_SECONDS = 15 * 60;
/** An upload that began in time may end a little later. */
export const GRACE_MS = 60_000;
const MOST_OPEN = 20;

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

/** From the wish to send a file to the file that can be seen. */
export function uploadsOf(storage: MediaStorage, needs: MediaNeeds) {
  const { now } = needs;
  const { enter, findRow, currentRows } = rowsOf(needs);
  const { discard } = removalOf(storage, needs);
  const bytes = bytesOf(storage, needs);

  return {
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
      const stored = await bytes.find(row.key, reference);
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
  };

  async function assertRoom(tx: OwnTx, context: OwnerContext, attachTo: Target | undefined): Promise<void> {
    const open = and(mine(context), eq(files.state, "intent"), gt(files.expiresAt, now()));
    const own = and(open, eq(files.createdBy, context.actor.id));
    if ((await countOf(tx, own)) >= MOST_OPEN) throw tooMany("Too many uploads are under way. Wait for one to end.");
    if (attachTo === undefined) return;
    const attached = and(mine(context), attachedTo(attachTo), or(eq(files.state, "stored"), open));
    if ((await countOf(tx, attached)) >= MOST_ATTACHED) throw tooMany(`No more than ${MOST_ATTACHED} files fit here.`);
  }

  async function judgeOrDiscard(context: OwnerContext, row: FileRow, stored: StoredFile) {
    try {
      return { contentType: judge(row.purpose, row.contentType, stored), sizeBytes: stored.sizeBytes };
    } catch (error) {
      await discard(context, row);
      throw error;
    }
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

  /** A picture takes the place of the ones before. What is shown is read anew: two uploads may end at once. */
  async function finish(context: OwnerContext, row: FileRow): Promise<ShownFile> {
    if (!PURPOSES[row.purpose].isPicture) return toShown(row);
    const [current, ...older] = await currentRows(context, row.purpose);
    await needs.showPicture(pictureOf(context), current?.key ?? null);
    for (const one of older) await discard(context, one).catch(leaveToSweep);
    return toShown(row);
  }
}

async function countOf(tx: OwnTx, where: SQL | undefined): Promise<number> {
  const [row] = await tx.select({ rows: count() }).from(files).where(where);
  return row?.rows ?? 0;
}

const expired = () => new MediaError("media.upload_expired", "The upload took too long. Begin again.");
const tooMany = (message: string) => new MediaError("media.too_many", message);
