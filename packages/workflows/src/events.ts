import type { PersonTx, SystemTx, TenantTx } from "@ninefold/identity/tenancy";

/** An open transaction, of whichever door. */
export type AnyTx = TenantTx | PersonTx | SystemTx;

/** Whose a row is: a workspace's, else a person's, else nobody's. */
export interface Scope {
  readonly tenantId: string | null;
  readonly userId: string | null;
}

/**
 * What happened, as the outbox carries it to the table of reactions: named in the past tense, with ids and not
 * snapshots. Fields are only ever added; a breaking change is a new `type`.
 */
export interface SystemEvent<Type extends string = string, Data extends object = object> extends Scope {
  /** Unique for ever. A reaction is delivered at least once and deduplicated on it. */
  readonly id: string;
  /** `system.something_happened`. */
  readonly type: Type;
  readonly occurredAt: Date;
  readonly actor: EventActor;
  readonly requestId: string;
  /** W3C Trace Context header value of the cause; null when it had none. */
  readonly traceparent: string | null;
  /** Events of one scope that share one are handed over in the order in which they were written. Absent: in any order. */
  readonly orderKey?: string;
  /** Must survive JSON, as a payload does. */
  readonly data: Data;
}

/** Who caused it. `onBehalfOf` is set while an operator acts for a person. */
export type EventActor =
  | { readonly type: "person"; readonly id: string; readonly onBehalfOf?: string }
  | { readonly type: "service" | "system"; readonly id: string };

/** An event as it is published. What is absent comes from the context of the transaction. */
export interface NewEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
  /** UUID. Publishing the same id again changes nothing. */
  readonly id?: string;
  readonly occurredAt?: Date;
  readonly orderKey?: string;
  readonly actor?: EventActor;
  readonly requestId?: string;
  readonly traceparent?: string | null;
  /** Required with a `SystemTx`, which has none of its own; else it is the transaction's. */
  readonly scope?: Scope;
}

/**
 * What one part of the system does about an event. It runs in a transaction of the event's workspace or person, which
 * also records that it ran: it calls only what takes `tx`, and leaves a vendor, or a transaction of its own, to a job.
 */
export type Reaction<Event extends SystemEvent = SystemEvent> = (event: Event, tx: AnyTx) => Promise<void>;

/**
 * The table of reactions for events of these types: a type without an entry does not compile. `{}` says that nobody
 * reacts, on purpose.
 *
 * `Reactions<IdentityEvent | BillingEvent>`, where each is a union of `{ type; data }`.
 */
export type Reactions<Events extends { readonly type: string; readonly data: object }> = {
  readonly [Type in Events["type"]]: Readonly<
    Record<string, Reaction<SystemEvent<Type, Extract<Events, { readonly type: Type }>["data"]>>>
  >;
};

/** Any table of reactions, as the relay sees it. `never`: which event a reaction takes is checked where it is written. */
export interface ReactionTable {
  readonly [type: string]: Readonly<Record<string, (event: never, tx: AnyTx) => Promise<void>>>;
}
