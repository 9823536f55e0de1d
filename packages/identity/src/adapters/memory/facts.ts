import { randomUUID } from "node:crypto";
import type { IdentityEvent } from "../../events.ts";
import type { ProviderFact } from "../../port.ts";

/** What was used is told apart (`usage.ts`). */
type Fact = Exclude<IdentityEvent, { type: "identity.usage_recorded" }>;
export type RecordFact = (event: Fact) => void;

/** In the order of recording, until they are taken. */
export function memoryFacts(now: () => Date) {
  const waiting: ProviderFact[] = [];
  const record: RecordFact = ({ type, data }) => {
    waiting.push({ id: randomUUID(), type, data, scope: scopeOf(type, data), occurredAt: now() });
  };
  return { record, take: async (limit: number): Promise<readonly ProviderFact[]> => waiting.splice(0, limit) };
}

function scopeOf(type: Fact["type"], data: Fact["data"]): ProviderFact["scope"] {
  if (type === "identity.workspace_deleted") return { tenantId: null, userId: null };
  return "workspaceId" in data ? { tenantId: data.workspaceId, userId: null } : { tenantId: null, userId: data.userId };
}
