import type { FailureCopy } from "./copy/failures.ts";
import type { MembersCopy } from "./copy/members.ts";
import type { RoleWords } from "./roles.ts";
import type { RoleGrant, Workspace } from "./workspaces.ts";

/** Who looks at whose members, and the words for it. */
export interface MembersView {
  readonly workspace: Workspace;
  readonly meId: string;
  readonly grants: readonly RoleGrant[];
  readonly copy: MembersCopy;
  readonly roles: RoleWords;
  readonly roleHelp: RoleWords;
  readonly failures: FailureCopy;
}
