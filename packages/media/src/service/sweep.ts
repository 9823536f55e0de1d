import { and, asc, eq, isNotNull, isNull, lte } from "drizzle-orm";
import type { MediaNeeds } from "../needs.ts";
import type { MediaStorage } from "../port.ts";
import { files } from "../schema.ts";
import { bytesOf } from "./bytes.ts";
import { ERASED } from "./removal.ts";
import { GRACE_MS } from "./uploads.ts";

const SELF = { type: "system", id: "media" } as const;
const SWEPT_AT_ONCE = 100;

const isErasedWorkspaces = (id: string) => and(eq(files.id, id), isNotNull(files.tenantId), eq(files.name, ERASED));

/** What is left of uploads that were given up, and of files whose bytes the vendor did not let go. */
export function sweepOf(storage: MediaStorage, needs: MediaNeeds) {
  const { doors, now } = needs;
  const bytes = bytesOf(storage, needs);

  return {
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
      for (const { id, ...row } of unfinished) {
        try {
          await bytes.remove(row);
          await doors.asSystem(context, async (tx) => {
            // Of a workspace that was erased nothing is left to be known.
            const [erased] = await tx.delete(files).where(isErasedWorkspaces(id)).returning({ id: files.id });
            if (erased === undefined) await tx.update(files).set({ goneAt: now() }).where(eq(files.id, id));
          });
        } catch (error) {
          // The others must not wait for one that can not be removed.
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
      return unfinished.length;
    },
  };
}
