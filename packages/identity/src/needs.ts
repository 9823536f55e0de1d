import type { Doors, SystemTx } from "./tenancy.ts";

/** What identity wants from others, in its own words. */
export interface IdentityNeeds {
  /** Four or more of a–z and 0–9, hard to guess: made unique slugs don't count workspaces. */
  readonly slugSuffix: () => string;
  /** For the facts, which wait in a system table. */
  readonly doors: Pick<Doors, "asSystem">;
  readonly now: () => Date;
  /** Of the web app, without a trailing slash: links in mails begin with it. */
  readonly origin: string;
}

/** Hands one fact on inside `tx`. Called again with the same `id` when an earlier pass was lost, so it has to know it. */
export type PublishFact = (
  tx: SystemTx,
  event: {
    readonly id: string;
    readonly type: string;
    readonly data: object;
    readonly occurredAt: Date;
    readonly scope: { readonly tenantId: string | null; readonly userId: string | null };
    /** Absent: of whoever moves it. */
    readonly requestId?: string;
    readonly traceparent?: string | null;
  },
) => Promise<unknown>;
