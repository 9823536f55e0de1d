import { inSystem } from "@ninefold/identity/tenancy";
import { asc, eq } from "drizzle-orm";
import type { AnyTx, Scope } from "../events.ts";
import { runLines } from "../schema.ts";

export type RunLine = Pick<typeof runLines.$inferSelect, "attempt" | "at" | "kind" | "message">;

interface Whose extends Scope {
  readonly id: string;
  readonly attempts: number;
}

/** What became of an attempt, in the transaction in which it did. */
export async function writeLine(
  tx: AnyTx,
  { id: runId, tenantId, userId, attempts: attempt }: Whose,
  line: { readonly kind: "begun" | "failed" | "given_back"; readonly at: Date; readonly message?: string | null },
): Promise<void> {
  await inSystem("workflows", async () => tx.insert(runLines).values({ runId, tenantId, userId, attempt, ...line }));
}

/** In the order of writing. */
export async function linesOf(tx: AnyTx, runId: string): Promise<readonly RunLine[]> {
  const { attempt, at, kind, message } = runLines;
  return tx
    .select({ attempt, at, kind, message })
    .from(runLines)
    .where(eq(runLines.runId, runId))
    .orderBy(asc(runLines.seq));
}
