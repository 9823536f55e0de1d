import { inSystem } from "@ninefold/identity/tenancy";
import { and, count, eq } from "drizzle-orm";
import type { AnyTx, Scope } from "../events.ts";
import { runLines, runs } from "../schema.ts";
import { type Fence, isCurrent } from "./ledger.ts";

/** So many lines of its handlers does a run keep, over all its attempts: the first that were said. */
export const MAX_SAID = 200;

/** What a handler said since it was last asked. */
export interface Said {
  readonly lines: readonly { readonly at: Date; readonly message: string }[];
  readonly progress: number | undefined;
}

/** Answers how many lines were kept: none of an attempt that is not the current one, and none above `MAX_SAID`. */
export function writeSaid(tx: AnyTx, row: Scope & Fence, { lines, progress }: Said): Promise<number> {
  return inSystem("workflows", async () => {
    const { id: runId, tenantId, userId, attempts: attempt } = row;
    const current =
      progress === undefined
        ? await tx.select({ id: runs.id }).from(runs).where(isCurrent(row)).for("share")
        : await tx.update(runs).set({ progress }).where(isCurrent(row)).returning({ id: runs.id });
    if (current.length === 0 || lines.length === 0) return 0;
    const [known] = await tx
      .select({ rows: count() })
      .from(runLines)
      .where(and(eq(runLines.runId, runId), eq(runLines.kind, "log")));
    const kept = lines.slice(0, Math.max(0, MAX_SAID - (known?.rows ?? 0)));
    if (kept.length > 0) {
      const about = { runId, tenantId, userId, attempt, kind: "log" as const };
      await tx.insert(runLines).values(kept.map((line) => ({ ...about, ...line })));
    }
    return kept.length;
  });
}
