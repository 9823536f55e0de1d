import { redirect } from "next/navigation";
import { ApiProblem, asProblem } from "../../api.ts";
import { signInPath, ssoPath } from "./next-path.ts";
import { findMe, findWorkspace } from "./session.ts";
import { type Me, type Workspace, workspacePath } from "./workspaces.ts";

/** Who is signed in. Anybody else is sent to sign in, and comes back to `path`. A problem is the page's to draw. */
export async function visitorAt(path: string): Promise<Me | ApiProblem> {
  const me = await findMe().catch(asProblem);
  return me ?? redirect(signInPath(path));
}

interface Visit {
  readonly me: Me;
  readonly workspace: Workspace;
}

/** The same in a workspace; `undefined` alike when there is none and when they do not belong to it. */
export async function memberAt(path: string, slug: string): Promise<Visit | ApiProblem | undefined> {
  const [me, workspace] = await Promise.all([findMe().catch(asProblem), findWorkspace(slug).catch(asProblem)]);
  if (me === undefined) redirect(signInPath(path));
  if (me instanceof ApiProblem) return me;
  if (workspace instanceof ApiProblem) {
    if (workspace.code === "identity.single_sign_on_required") redirect(ssoPath(path));
    // The session ended between the two questions.
    return workspace.kind === "unauthenticated" ? redirect(signInPath(path)) : workspace;
  }
  // An address that the workspace had: the same page at the one that it has now.
  if (workspace !== undefined && workspace.slug !== slug) {
    redirect(path.replace(workspacePath(slug), workspacePath(workspace.slug)));
  }
  return workspace && { me, workspace };
}
