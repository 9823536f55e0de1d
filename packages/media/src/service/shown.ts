import type { TenantContext } from "@ninefold/identity/tenancy";
import { and, desc, eq } from "drizzle-orm";
import { assertObjectKey } from "../domain/object-key.ts";
import type { Purpose } from "../domain/purpose.ts";
import type { MediaNeeds, Target } from "../needs.ts";
import type { MediaStorage } from "../port.ts";
import { files } from "../schema.ts";
import { mine, type OwnerContext } from "./owner.ts";
import { attachedTo, type FileRow, missing, MOST_ATTACHED, rowsOf } from "./rows.ts";

const DOWNLOAD_SECONDS = 5 * 60;
const DAY_SECONDS = 24 * 60 * 60;
/** Twice the largest size at which a picture is shown. */
const PICTURE = { widthPixels: 128, heightPixels: 128 };

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly createdAt: Date;
}

/** What people see of files, and where they fetch them. */
export function shownOf(storage: MediaStorage, needs: MediaNeeds) {
  const { now } = needs;
  const { enter, findRow } = rowsOf(needs);

  return {
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
  };
}

export const toShown = ({ id, name, contentType, sizeBytes, createdAt }: FileRow): ShownFile => ({
  id,
  name,
  contentType,
  sizeBytes,
  createdAt,
});
