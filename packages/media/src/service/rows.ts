import { and, desc, eq } from "drizzle-orm";
import type { Purpose } from "../domain/purpose.ts";
import { MediaError } from "../errors.ts";
import type { MediaNeeds, Target } from "../needs.ts";
import { files } from "../schema.ts";
import { mine, type OwnerContext, type OwnTx } from "./owner.ts";

/** What one thing may have attached: all of it is read at once. */
export const MOST_ATTACHED = 100;

export type FileRow = typeof files.$inferSelect;

/** What is known of files, through the door of whoever owns them. */
export function rowsOf({ doors }: Pick<MediaNeeds, "doors">) {
  return { enter, findRow, currentRows };

  function enter<T>(context: OwnerContext, work: (tx: OwnTx) => Promise<T>): Promise<T> {
    return "tenantId" in context ? doors.withTenant(context, work) : doors.withPerson(context, work);
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

  /** Every stored file of a purpose, newest first. */
  function currentRows(context: OwnerContext, purpose: Purpose): Promise<readonly FileRow[]> {
    return enter(context, (tx) =>
      tx
        .select()
        .from(files)
        .where(and(mine(context), eq(files.purpose, purpose), eq(files.state, "stored")))
        .orderBy(desc(files.createdAt), desc(files.id)),
    );
  }
}

export const attachedTo = ({ type, id }: Target) => and(eq(files.attachedType, type), eq(files.attachedId, id));

export const missing = () => new MediaError("media.not_found", "This file is not here.");
