import { and, eq } from "drizzle-orm";
import type { SessionRef } from "../../port-account.ts";
import { account } from "../../schema.ts";
import { attempt, type Database } from "./failures.ts";
import { endOthers, noteAuthenticated } from "./sessions.ts";

interface NewPassword extends SessionRef {
  readonly hash: string;
  readonly now: Date;
}

/** Triggers tell of it and end the links to a new password, in the same commit. */
export async function savePassword(database: Database, { hash, now, ...ref }: NewPassword): Promise<void> {
  await attempt(() =>
    database.transaction(async (tx) => {
      // Throws where the session has ended meanwhile: whoever was signed out elsewhere changes nothing.
      await noteAuthenticated(tx, ref, now);
      await tx
        .update(account)
        .set({ password: hash, updatedAt: now })
        .where(and(eq(account.userId, ref.userId), eq(account.providerId, "credential")));
      await endOthers(tx, ref);
    }),
  );
}
