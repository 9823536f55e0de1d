import { contextOf, inSystem, type PersonTx, type SystemTx, type TenantTx } from "@ninefold/identity/tenancy";
import { and, eq, isNotNull, lte, ne, type SQL, sql } from "drizzle-orm";
import { auditEntry } from "../domain/audited.ts";
import type { Purpose } from "../domain/purpose.ts";
import type { MediaNeeds, Target } from "../needs.ts";
import type { MediaStorage } from "../port.ts";
import { files } from "../schema.ts";
import { bytesOf } from "./bytes.ts";
import { assertOwner, mine, type OwnerContext, pictureOf, type PicturePurpose } from "./owner.ts";
import { attachedTo, type FileRow, missing, rowsOf } from "./rows.ts";

/** What the name of a file becomes. */
export const ERASED = "erased";

/** Every way in which a file goes. What the vendor could not be asked now it is asked by the sweep. */
export function removalOf(storage: MediaStorage, needs: MediaNeeds) {
  const { now } = needs;
  const { enter, findRow, currentRows } = rowsOf(needs);
  const bytes = bytesOf(storage, needs);

  return {
    discard,

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

    /** Forgets what is attached to something that goes, in the transaction in which it goes. Bytes go with the next sweep. */
    async forgetAttached(tx: TenantTx, target: Target): Promise<void> {
      await forget(tx, and(mine(contextOf(tx)), attachedTo(target)));
    },

    /** Forgets every file of a workspace that is erased, also those that were removed before; rows go with their bytes. */
    async eraseWorkspace(tx: SystemTx, tenantId: string): Promise<void> {
      const removedAt = sql`coalesce(${files.removedAt}, ${now().toISOString()}::timestamptz)`;
      await inSystem("media", async () => {
        const all = eq(files.tenantId, tenantId);
        await tx.delete(files).where(and(all, isNotNull(files.goneAt)));
        await tx.update(files).set({ state: "removed", removedAt, name: ERASED }).where(all);
      });
    },

    /** Forgets the files of the workspace or person of this transaction. Their bytes go with the next sweep. */
    async erase(tx: TenantTx | PersonTx, context: OwnerContext): Promise<void> {
      await forget(tx, mine(context));
    },
  };

  /**
   * Gone for everybody from here on; that the vendor forgets it too is tried now, and by `sweep` until it has worked.
   * `asked`: somebody wanted that, so it is in the audit log if it could be seen before.
   */
  async function discard(context: OwnerContext, row: FileRow, { asked = false } = {}): Promise<void> {
    const here = and(mine(context), eq(files.id, row.id));
    const at = now();
    await enter(context, async (tx) => {
      const gone = await tx
        .update(files)
        .set({ state: "removed", removedAt: at, providerRef: row.providerRef })
        .where(and(here, ne(files.state, "removed")))
        .returning({ storedAt: files.storedAt });
      if (asked && gone[0]?.storedAt) await needs.audit(tx, auditEntry(row, "removed"));
    });
    try {
      await bytes.remove(row);
    } catch (error) {
      return leaveToSweep(error);
    }
    // A ticket that is still good could bring the bytes back: that one is for the sweep.
    const spent = and(here, lte(files.expiresAt, at));
    await enter(context, (tx) => tx.update(files).set({ goneAt: at }).where(spent));
  }

  async function forget(tx: TenantTx | PersonTx, which: SQL | undefined): Promise<void> {
    const forgotten = { state: "removed", removedAt: now(), name: ERASED } as const;
    await inSystem("media", () =>
      tx
        .update(files)
        .set(forgotten)
        .where(and(which, ne(files.state, "removed"))),
    );
  }
}

/** What the vendor could not remove now it is asked for again. Anything else is no failure of the vendor's. */
export function leaveToSweep(error: unknown): void {
  const kind: unknown = typeof error === "object" && error !== null && "kind" in error ? error.kind : undefined;
  if (kind !== "unavailable") throw error;
}
