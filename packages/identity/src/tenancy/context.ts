import { TenancyError } from "./errors.ts";

declare const tenantId: unique symbol;
declare const userId: unique symbol;

/** A workspace's id (UUID). Only {@link tenantIdOf} makes one, so no unchecked string reaches a door. */
export type TenantId = string & { readonly [tenantId]: true };
/** A person's id (UUID). Only {@link userIdOf} makes one. */
export type UserId = string & { readonly [userId]: true };

/** Who causes a change. `onBehalfOf` is set while an operator acts for a person. */
export type Actor =
  | { readonly type: "person"; readonly id: UserId; readonly onBehalfOf?: UserId }
  | { readonly type: "service"; readonly id: string }
  | { readonly type: "system"; readonly id: string };

interface Request {
  readonly actor: Actor;
  /** Joins logs, events, jobs and mail that one click caused. */
  readonly requestId: string;
  /** W3C Trace Context header value. */
  readonly traceparent?: string;
}

/** One request or job inside one workspace, its membership already checked. */
export interface TenantContext extends Request {
  readonly tenantId: TenantId;
}

/** One request or job for one person, in no workspace. */
export interface PersonContext extends Request {
  readonly userId: UserId;
}

/** Why code may cross tenants. A closed list: a new reason is a decision, not a string. */
export const SYSTEM_REASONS = [
  "relay",
  "webhook",
  "schedule",
  "back-fill",
  "operator",
  "erasure",
  "start-up",
  "safety",
] as const;
export type SystemReason = (typeof SYSTEM_REASONS)[number];

/** Work across tenants; each use is counted and logged with its reason. */
export interface SystemContext extends Request {
  readonly reason: SystemReason;
}

/** @throws TenancyError `tenancy.invalid_id` for anything but a lower-case UUID. */
export function tenantIdOf(value: string): TenantId {
  if (isTenantId(value)) return value;
  throw new TenancyError("tenancy.invalid_id", "not a tenant id: expected a lower-case UUID");
}

/** @throws TenancyError `tenancy.invalid_id` for anything but a lower-case UUID. */
export function userIdOf(value: string): UserId {
  if (isUserId(value)) return value;
  throw new TenancyError("tenancy.invalid_id", "not a user id: expected a lower-case UUID");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const isTenantId = (value: string): value is TenantId => UUID.test(value);
const isUserId = (value: string): value is UserId => UUID.test(value);
