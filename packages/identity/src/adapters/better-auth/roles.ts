import { createAccessControl } from "better-auth/plugins/access";
import { adminAc, defaultStatements, memberAc, ownerAc } from "better-auth/plugins/organization/access";

/** The library's own permissions, for its own endpoints (members, invitations). Ours are in `permissions.ts`. */
export const accessControl = createAccessControl(defaultStatements);

export const roles = {
  owner: accessControl.newRole(ownerAc.statements),
  admin: accessControl.newRole(adminAc.statements),
  member: accessControl.newRole(memberAc.statements),
  viewer: accessControl.newRole({ ...memberAc.statements }),
};
