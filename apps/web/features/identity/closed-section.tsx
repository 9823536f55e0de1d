import { ApiProblem, asProblem } from "../../api.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { ClosedWorkspaces } from "./closed-workspaces.tsx";
import type { IdentityCopy } from "./copy.ts";
import { HOME } from "./next-path.ts";
import { listClosedWorkspaces } from "./read.ts";

/** Nothing, for whoever deleted nothing. */
export async function ClosedSection({ copy }: { readonly copy: IdentityCopy }) {
  const workspaces = await listClosedWorkspaces().catch(asProblem);
  const words = copy.ends.closed;
  if (workspaces instanceof ApiProblem) {
    return (
      <ErrorState
        title={words.failed}
        quote={workspaces.requestId}
        action={
          <ButtonLink href={HOME} reload>
            {words.retry}
          </ButtonLink>
        }
      >
        {words.failedText}
      </ErrorState>
    );
  }
  if (workspaces.length === 0) return undefined;
  return <ClosedWorkspaces workspaces={workspaces} copy={words} failures={copy.failures} />;
}
