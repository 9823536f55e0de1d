import type { TenantContext } from "@ninefold/identity/tenancy";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import type { MediaNeeds } from "../needs.ts";
import { files } from "../schema.ts";

/** A file of a workspace, and what it belongs to. */
export interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly createdAt: Date;
  readonly attachedId: string | null;
}

interface Wanted {
  readonly limit: number;
  /** The id of the last one on the page before. */
  readonly after?: string | undefined;
}

/** Every file of a workspace, whatever it is attached to. */
export function workspaceFiles({ doors }: Pick<MediaNeeds, "doors">) {
  return {
    /** Attachments that are stored, newest first: an id holds the time at which it was made. Pictures are not among them. */
    listOfWorkspace: (context: TenantContext, { limit, after }: Wanted): Promise<readonly ListedFile[]> =>
      doors.withTenant(context, (tx) =>
        tx
          .select(COLUMNS)
          .from(files)
          .where(
            and(
              eq(files.tenantId, context.tenantId),
              isNull(files.userId),
              eq(files.purpose, "attachment"),
              eq(files.state, "stored"),
              after === undefined ? undefined : lt(files.id, after),
            ),
          )
          .orderBy(desc(files.id))
          .limit(limit),
      ),
  };
}

const COLUMNS = {
  id: files.id,
  name: files.name,
  contentType: files.contentType,
  sizeBytes: files.sizeBytes,
  createdAt: files.createdAt,
  attachedId: files.attachedId,
};
