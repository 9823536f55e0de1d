import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { assertRecordable, daysOf, usageOfMonth } from "../../domain/usage.ts";
import type { UsagePort } from "../../port-usage.ts";
import { activePeople, member, organization, usage, usageDays } from "../../schema.ts";
import { attempt, type Database } from "./failures.ts";

/**
 * What is used, by SQL of our own. Triggers do the sums (`drizzle/0012_usage.sql`), from the rows that a statement really
 * wrote: what is sent again writes none. Every statement takes its workspaces in the order of their ids, so that two
 * processes that flush at once wait for each other and not in a circle.
 */
export function sqlUsage(database: Database, now: () => Date): UsagePort {
  return {
    async recordRequests(records) {
      for (const one of records) assertRecordable(one, now());
      const rows = records.filter(({ workspaceId }) => isUuid(workspaceId));
      if (rows.length === 0) return;
      await attempt(() =>
        database.execute(sql`
          insert into ${usage} (id, tenant_id, meter, quantity, from_at, to_at)
          select one.id, ${organization.id}, 'api_requests', one.quantity, one."from", one."to"
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as one(id uuid, "workspaceId" uuid, quantity integer, "from" timestamptz, "to" timestamptz)
          join ${organization} on ${organization.id} = one."workspaceId"
          on conflict do nothing`),
      );
    },

    async noteActivePeople(seen) {
      const rows = seen.filter(({ workspaceId, userId }) => isUuid(workspaceId) && isUuid(userId));
      if (rows.length === 0) return;
      await attempt(() =>
        database.execute(sql`
          insert into ${activePeople} (organization_id, user_id, first_seen_at)
          select ${member.organizationId}, ${member.userId}, one.at
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as one("workspaceId" uuid, "userId" uuid, at timestamptz)
          join ${member} on ${member.organizationId} = one."workspaceId" and ${member.userId} = one."userId"
          order by 1, 2, 3
          on conflict do nothing`),
      );
    },

    forgetActivePeople: (before, limit) =>
      attempt(async () => {
        const { organizationId, month, userId } = activePeople;
        const old = database
          .select({ organizationId, month, userId })
          .from(activePeople)
          .where(lt(month, daysOf(before).first))
          .limit(limit);
        const gone = await database
          .delete(activePeople)
          .where(inArray(sql`(${organizationId}, ${month}, ${userId})`, old))
          .returning({ userId });
        return gone.length;
      }),

    async readUsage(workspaceId, month) {
      const { first, next } = daysOf(month);
      if (!isUuid(workspaceId)) return usageOfMonth(month, { seatsNow: 0, seatsBefore: 0, totals: [] }, now());
      const { organizationId, meter, day, quantity, highest } = usageDays;
      const sumOf = (condition: ReturnType<typeof lt>) =>
        sql`coalesce(sum(${quantity}) filter (where ${condition}), 0)`.mapWith(Number);
      const [[seats], totals] = await attempt(() =>
        Promise.all([
          database
            .select({ now: sumOf(sql`true`), before: sumOf(lt(day, first)) })
            .from(usageDays)
            .where(and(eq(organizationId, workspaceId), eq(meter, "seats"))),
          database
            .select({ meter, day, quantity, highest })
            .from(usageDays)
            .where(and(eq(organizationId, workspaceId), gte(day, first), lt(day, next))),
        ]),
      );
      return usageOfMonth(month, { seatsNow: seats?.now ?? 0, seatsBefore: seats?.before ?? 0, totals }, now());
    },

    takeUsage: async () => [],
  };
}
