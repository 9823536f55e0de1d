import type { FailureCopy } from "./copy/failures.ts";
import type { MembersCopy } from "./copy/members.ts";
import type { Role, Workspace } from "./workspaces.ts";

/** Who looks at whose members, and the words for it. */
export interface MembersView {
  readonly workspace: Workspace;
  readonly meId: string;
  readonly copy: MembersCopy;
  readonly roles: Readonly<Record<Role, string>>;
  readonly roleHelp: Readonly<Record<Role, string>>;
  readonly failures: FailureCopy;
}
