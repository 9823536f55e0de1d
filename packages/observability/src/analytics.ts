import { z } from "zod";
import { tellJob, type ToldFact } from "./jobs.ts";
import type { AnalyticsFact } from "./port.ts";

/**
 * What is told of people's doings, once per fact and from a job, never from a request. Ids and words of a closed set:
 * no address, name or text that a person wrote. A new one is a line here and a reaction; a changed one is a new name.
 */
export const analyticsFacts = {
  "identity.person_signed_up": z.strictObject({}),
  "identity.workspace_created": z.strictObject({}),
  /** Plans by their keys in the catalogue; the default plan's where there is no subscription. */
  "billing.plan_changed": z.strictObject({ from: z.string().max(40), to: z.string().max(40) }),
} as const;

export type AnalyticsName = keyof typeof analyticsFacts;

/** What happened, in the words of whoever reacts to it. */
export type NewFact = {
  readonly [Name in AnalyticsName]: {
    readonly name: Name;
    readonly properties: z.infer<(typeof analyticsFacts)[Name]>;
    /** Of the event that says so: the fact is counted once under it. */
    readonly eventId: string;
    readonly occurredAt: Date;
    /** Who did it; null when only the workspace is known, whose owner stands for it then. */
    readonly actorId: string | null;
    readonly tenantId: string | null;
  };
}[AnalyticsName];

export interface AnalyticsNeeds<Tx> {
  /** Records a job in the caller's transaction. The same key again records nothing. */
  readonly enqueue: (
    tx: Tx,
    jobId: string,
    input: object,
    options: { readonly idempotencyKey: string },
  ) => Promise<unknown>;
  /** Runs one call to the vendor under its deadline and breaker. */
  readonly guard: <T>(
    call: { readonly dependency: string; readonly operation: string; readonly idempotent: boolean },
    work: (signal: AbortSignal) => Promise<T>,
    options: { readonly signal: AbortSignal },
  ) => Promise<T>;
  readonly trackOnce: (fact: AnalyticsFact, options: { readonly signal: AbortSignal }) => Promise<void>;
  /** The id of a workspace's owner; `undefined` when it is gone. */
  readonly findOwner: (tenantId: string) => Promise<string | undefined>;
}

export type Analytics<Tx> = ReturnType<typeof createAnalytics<Tx>>;

/** Facts on their way to the vendor: written down with the reaction, told by a job that repeats what failed. */
export function createAnalytics<Tx>({ enqueue, guard, trackOnce, findOwner }: AnalyticsNeeds<Tx>) {
  return {
    /** Records in the caller's transaction that the fact is to be told. */
    async queue(tx: Tx, fact: NewFact): Promise<void> {
      const { eventId, occurredAt, ...rest } = fact;
      const input = { ...rest, id: eventId, occurredAt: occurredAt.toISOString() };
      await enqueue(tx, tellJob.id, input, { idempotencyKey: `${fact.name}/${eventId}` });
    },

    /** One attempt at telling it; what the job does. @throws ObservabilityError `observability.unavailable`. */
    async tell({ actorId, ...fact }: ToldFact, { signal }: { readonly signal: AbortSignal }): Promise<void> {
      const known = actorId ?? (fact.tenantId === null ? undefined : await findOwner(fact.tenantId));
      // Nobody is left whose doing it was.
      if (known === undefined) return;
      await guard(
        { dependency: "analytics", operation: "tell", idempotent: true },
        (within) => trackOnce({ ...fact, actorId: known, occurredAt: new Date(fact.occurredAt) }, { signal: within }),
        { signal },
      );
    },
  };
}
