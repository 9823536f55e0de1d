/**
 * What people may do in a workspace, as data. Vendor-free, so that the web app can hide what the API would refuse.
 * A permission is `resource:action`; what is not listed is denied. Which route needs which one stands in
 * `docs/reference/permissions.md`, whom a manager may touch in `domain/roles.ts`.
 */
export const PERMISSIONS = [
  "workspace:read",
  "workspace:update",
  "workspace:transfer",
  "workspace:delete",
  "member:read",
  "member:manage",
  "invitation:manage",
  "role:manage",
  "team:manage",
  "key:manage",
  "sign-in:manage",
  "project:read",
  "project:write",
  "project:delete",
  "task:read",
  "task:create",
  "task:change",
  "task:delete",
  "billing:read",
  "billing:manage",
  "audit:read",
  "run:read",
  "run:cancel",
] as const;

export type Permission = (typeof PERMISSIONS)[number];
export const isPermission = (value: string): value is Permission => (PERMISSIONS as readonly string[]).includes(value);

/** What makes an owner one: no role of a workspace's own has it. */
export const OWNERS_ALONE: readonly Permission[] = ["workspace:transfer", "workspace:delete"];

/**
 * What an API key can be given: what a program may be trusted with whose secret can leak. Never what decides who gets in,
 * who may what, or who pays. A route takes keys only where it says so, and a test holds these two lists together.
 */
export const KEY_PERMISSIONS = [
  "member:read",
  "project:read",
  "project:write",
  "project:delete",
  "task:read",
  "task:create",
  "task:change",
  "task:delete",
  "billing:read",
  "audit:read",
  "run:read",
] as const satisfies readonly Permission[];
export type KeyPermission = (typeof KEY_PERMISSIONS)[number];
export const isKeyPermission = (value: string): value is KeyPermission =>
  (KEY_PERMISSIONS as readonly string[]).includes(value);

/** Roles that every workspace has, the one with most first. Each may what the next one may. */
export const ROLE_PERMISSIONS = {
  owner: PERMISSIONS,
  admin: PERMISSIONS.filter((permission) => !OWNERS_ALONE.includes(permission)),
  member: [
    "workspace:read",
    "member:read",
    "project:read",
    "project:write",
    "task:read",
    "task:create",
    "task:change",
    "task:delete",
  ],
  viewer: ["workspace:read", "member:read", "project:read", "task:read"],
} as const satisfies Record<string, readonly Permission[]>;

export type BuiltInRole = keyof typeof ROLE_PERMISSIONS;

/** A membership, a role: whatever says what it allows. */
export interface Holder {
  readonly permissions: readonly Permission[];
}

/** The one question that API, worker and pages ask. A text that is no permission is one that nobody holds. */
export const can = (holder: Holder, permission: Permission): boolean => holder.permissions.includes(permission);

/** Whether `holder` may everything that `other` may. Nobody gives, takes or touches what they do not hold. */
export const covers = (holder: Holder, other: Holder): boolean =>
  other.permissions.every((permission) => can(holder, permission));
