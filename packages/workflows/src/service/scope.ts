import {
  type Actor,
  contextOf,
  type Doors,
  type PersonContext,
  type SystemContext,
  type TenantContext,
  tenantIdOf,
  type TenantTx,
  userIdOf,
} from "@ninefold/identity/tenancy";
import { WorkflowsError } from "../errors.ts";
import type { AnyTx, EventActor, Scope } from "../events.ts";

/** Whose a row is, and who caused it. */
export interface Cause extends Scope {
  readonly actor: EventActor;
  readonly requestId: string;
  readonly traceparent: string | null;
}

interface GivenCause {
  readonly scope?: Scope | undefined;
  readonly actor?: EventActor | undefined;
  readonly requestId?: string | undefined;
  readonly traceparent?: string | null | undefined;
}

/**
 * The cause that a transaction carries, and what the caller says of it.
 * @throws WorkflowsError `workflows.invalid_scope` when a system transaction comes without a scope, or another with one
 *   that is not its own; TenancyError `tenancy.invalid_id`.
 */
export function causeOf(tx: AnyTx, given: GivenCause = {}): Cause {
  const { actor, requestId, traceparent = null, ...own } = contextOfAny(tx);
  const scope = given.scope ?? ("reason" in own ? undefined : scopeOf(own));
  if (scope === undefined) throw invalid("a system transaction belongs to nobody: say whose it is");
  if (!("reason" in own) && !isOwn(scope, scopeOf(own))) throw invalid("the scope is not that of the transaction");
  if (scope.tenantId !== null) tenantIdOf(scope.tenantId);
  if (scope.userId !== null) userIdOf(scope.userId);
  const { tenantId, userId } = scope;
  const causer = given.actor ?? actor;
  actorOf(causer);
  const trace = given.traceparent ?? traceparent;
  return { tenantId, userId, actor: causer, requestId: given.requestId ?? requestId, traceparent: trace };
}

/** Opens the door to whose a row is: workspace, else person, else nobody. */
export function inScope<T>(doors: Doors, cause: Cause, work: (tx: AnyTx) => Promise<T>): Promise<T> {
  const { tenantId, userId, requestId, traceparent } = cause;
  const request = { actor: actorOf(cause.actor), requestId, ...(traceparent === null ? {} : { traceparent }) };
  if (tenantId !== null) return doors.withTenant({ ...request, tenantId: tenantIdOf(tenantId) }, work);
  if (userId !== null) return doors.withPerson({ ...request, userId: userIdOf(userId) }, work);
  return doors.asSystem({ ...request, reason: "relay" }, work);
}

function contextOfAny(tx: AnyTx): TenantContext | PersonContext | SystemContext {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has an overload per kind, and one look-up for all
  return contextOf(tx as TenantTx);
}

function scopeOf(own: Pick<TenantContext, "tenantId"> | Pick<PersonContext, "userId">): Scope {
  return "tenantId" in own ? { tenantId: own.tenantId, userId: null } : { tenantId: null, userId: own.userId };
}

/** Inside a workspace, a row may say which member it is about. */
function isOwn(given: Scope, own: Scope): boolean {
  return given.tenantId === own.tenantId && (own.tenantId !== null || given.userId === own.userId);
}

function actorOf(actor: EventActor): Actor {
  if (actor.type !== "person") return actor;
  const { type, id, onBehalfOf } = actor;
  return { type, id: userIdOf(id), ...(onBehalfOf === undefined ? {} : { onBehalfOf: userIdOf(onBehalfOf) }) };
}

function invalid(message: string): WorkflowsError {
  return new WorkflowsError("workflows.invalid_scope", message);
}
