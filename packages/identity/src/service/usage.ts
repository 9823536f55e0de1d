import { and, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { monthOf, USAGE } from "../domain/usage.ts";
import type { IdentityNeeds, PublishFact } from "../needs.ts";
import type { Meter, UsagePort } from "../port-usage.ts";
import { usage } from "../schema.ts";
import type { SystemTx } from "../tenancy.ts";

const TOLD_AT_ONCE = 2_000;
const FORGOTTEN_AT_ONCE = 5_000;
/** Of one sweep: the next one goes on. */
const STEPS = 20;

/**
 * Hands on what was used, inside `tx`: what is told is marked as told in the same commit. Waits until the oldest record is
 * a minute old and then tells all of a workspace, a meter and a day as one, so that busy workspaces are not an event a second. Answers how many records.
 */
export async function moveUsage(tx: SystemTx, publish: PublishFact, now: Date): Promise<number> {
  const due = new Date(now.getTime() - USAGE.gatherMs).toISOString();
  const told = await tx.execute<ToldRow>(sql`
    with taken as (
      select id from ${usage}
      where published_at is null
        and exists (select from ${usage} where published_at is null and recorded_at <= ${due}::timestamptz)
      order by recorded_at limit ${TOLD_AT_ONCE} for update skip locked
    ), told as (
      update ${usage} set published_at = ${now.toISOString()}::timestamptz from taken where ${usage.id} = taken.id
      returning tenant_id, meter, day, quantity, from_at, to_at
    )
    select tenant_id as "workspaceId", meter, day::text as day, sum(quantity)::float8 as quantity, count(*)::int as records,
      to_char(min(from_at) at time zone 'utc', ${ISO}) as "from", to_char(max(to_at) at time zone 'utc', ${ISO}) as "to"
    from told group by 1, 2, 3 order by 1, 2, 3`);
  let records = 0;
  for (const { records: ofThis, ...data } of told) {
    records += ofThis;
    // Somebody came and went: there is nothing to tell.
    if (data.quantity === 0) continue;
    const scope = { tenantId: data.workspaceId, userId: null };
    await publish(tx, { id: uuidv7(), type: "identity.usage_recorded", data, occurredAt: now, scope });
  }
  return records;
}

/** As dates say it in JSON. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

interface ToldRow extends Record<string, unknown> {
  readonly workspaceId: string;
  readonly meter: Meter;
  readonly day: string;
  readonly quantity: number;
  readonly records: number;
  readonly from: string;
  readonly to: string;
}

/** Forgets the records that nobody can send again, and who was active before last month. In steps; the sums stay. */
export async function forgetUsage(
  provider: Pick<UsagePort, "forgetActivePeople">,
  { doors, now }: Pick<IdentityNeeds, "doors" | "now">,
  requestId: string,
): Promise<void> {
  const context = { reason: "schedule", actor: { type: "system", id: "identity.usage" }, requestId } as const;
  const told = new Date(now().getTime() - USAGE.keptMs);
  await inSteps(() =>
    doors.asSystem(context, async (tx) => {
      const old = tx
        .select({ id: usage.id })
        .from(usage)
        .where(and(isNotNull(usage.publishedAt), lt(usage.publishedAt, told)))
        .limit(FORGOTTEN_AT_ONCE);
      return (await tx.delete(usage).where(inArray(usage.id, old)).returning({ id: usage.id })).length;
    }),
  );
  const thisMonth = new Date(`${monthOf(now())}-01T00:00:00Z`);
  const lastMonth = monthOf(new Date(thisMonth.getTime() - 1));
  await inSteps(() => provider.forgetActivePeople(lastMonth, FORGOTTEN_AT_ONCE));
}

async function inSteps(step: () => Promise<number>): Promise<void> {
  for (let steps = 0; steps < STEPS; steps += 1) {
    if ((await step()) < FORGOTTEN_AT_ONCE) return;
  }
}
