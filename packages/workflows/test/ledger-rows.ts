import { randomUUID } from "node:crypto";
import type { TenantContext } from "@ninefold/identity/tenancy";
import { runs } from "@ninefold/workflows/schema";
import type { Harness } from "./support.ts";

type Given = Omit<Partial<typeof runs.$inferInsert>, "id">;

/** Writes runs as a ledger has them that is older than the test: what became of them is said, and not made to happen. */
export async function write(harness: Harness, context: TenantContext, ...rows: readonly Given[]): Promise<string[]> {
  const list = rows.map((row) => {
    const id: string = randomUUID();
    return {
      tenantId: context.tenantId,
      task: "test.note@1",
      kind: "job" as const,
      queue: "test",
      input: {},
      inputHash: "hash",
      idempotencyKey: id,
      requestId: "suite",
      actor: { type: "system" as const, id: "suite" },
      status: "pending" as const,
      maxAttempts: 3,
      enqueuedAt: new Date(),
      ...row,
      id,
    };
  });
  await harness.doors.withTenant(context, async (tx) => tx.insert(runs).values(list));
  return list.map(({ id }) => id);
}
