/**
 * What happened, as the outbox carries it to the table of reactions: named in the past tense, with ids and not
 * snapshots. Fields are only ever added; a breaking change is a new `type`.
 */
export interface SystemEvent<Type extends string = string, Data extends object = object> {
  /** Unique for ever. A reaction is delivered at least once and deduplicated on it. */
  readonly id: string;
  /** `system.something_happened`. */
  readonly type: Type;
  readonly occurredAt: Date;
  /** Null for a fact of no tenant. */
  readonly tenantId: string | null;
  readonly actor: EventActor;
  readonly requestId: string;
  /** W3C Trace Context header value of the cause; null when it had none. */
  readonly traceparent: string | null;
  /** Events that share one are delivered in the order in which they were written. Absent: in any order. */
  readonly orderKey?: string;
  /** Must survive JSON, as a payload does. */
  readonly data: Data;
}

/** Who caused it. `onBehalfOf` is set while an operator acts for a person. */
export type EventActor =
  | { readonly type: "person"; readonly id: string; readonly onBehalfOf?: string }
  | { readonly type: "service" | "system"; readonly id: string };
