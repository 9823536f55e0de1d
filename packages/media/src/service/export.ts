import type { PersonContext, TenantContext } from "@ninefold/identity/tenancy";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Purpose } from "../domain/purpose.ts";
import type { MediaNeeds } from "../needs.ts";
import type { MediaStorage } from "../port.ts";
import { files } from "../schema.ts";

/** As long as the copy of a person's data is kept, and the longest that a link can live (see `signedUrl`). */
const LINK_SECONDS = 7 * 24 * 60 * 60;

/** A file as the person who sent it gets it back. */
export interface ExportedFile {
  readonly id: string;
  readonly purpose: Purpose;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly storedAt: Date | null;
  readonly attachedTo: { readonly type: string; readonly id: string } | null;
  /** For a week. Null where files can't be fetched. */
  readonly url: string | null;
}

/** For a person's copy of their data. */
export function personExport(storage: MediaStorage, { doors }: Pick<MediaNeeds, "doors">) {
  const shown = async ({ attachedType, attachedId, key, ...row }: Row): Promise<ExportedFile> => ({
    ...row,
    attachedTo: attachedType === null || attachedId === null ? null : { type: attachedType, id: attachedId },
    url: storage.capabilities.stores
      ? (await storage.signedUrl(key, { ttlSeconds: LINK_SECONDS, download: true })).href
      : null,
  });

  return {
    /** A person's own files, or of a workspace's those that the person sent. What is removed is not among them. */
    async exportPerson(context: PersonContext | TenantContext, personId: string): Promise<readonly ExportedFile[]> {
      const stored = and(eq(files.createdBy, personId), eq(files.state, "stored"));
      const rows =
        "tenantId" in context
          ? await doors.withTenant(context, (tx) =>
              tx
                .select(COLUMNS)
                .from(files)
                .where(and(eq(files.tenantId, context.tenantId), isNull(files.userId), stored))
                .orderBy(asc(files.createdAt), asc(files.id)),
            )
          : await doors.withPerson(context, (tx) =>
              tx
                .select(COLUMNS)
                .from(files)
                .where(and(eq(files.userId, context.userId), isNull(files.tenantId), stored))
                .orderBy(asc(files.createdAt), asc(files.id)),
            );
      return Promise.all(rows.map(shown));
    },
  };
}

const COLUMNS = {
  id: files.id,
  purpose: files.purpose,
  name: files.name,
  contentType: files.contentType,
  sizeBytes: files.sizeBytes,
  storedAt: files.storedAt,
  attachedType: files.attachedType,
  attachedId: files.attachedId,
  key: files.key,
};
type Row = Pick<typeof files.$inferSelect, keyof typeof COLUMNS>;
