import type { Role } from "./port.ts";

/**
 * What a role may do, as data. Vendor-free, so that the web app can hide what the API would refuse.
 * A permission is `resource:action`; what is not listed is denied. Whom a manager may touch is in `domain/roles.ts`.
 */
export const ROLE_PERMISSIONS = {
  owner: [
    "workspace:read",
    "workspace:update",
    "member:read",
    "member:manage",
    "invitation:manage",
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
  ],
  admin: [
    "workspace:read",
    "workspace:update",
    "member:read",
    "member:manage",
    "invitation:manage",
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
  ],
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
} as const satisfies Record<Role, readonly string[]>;

export type Permission = (typeof ROLE_PERMISSIONS)[Role][number];

export function can(role: Role, permission: Permission): boolean {
  return (ROLE_PERMISSIONS[role] as readonly Permission[]).includes(permission);
}
