import type { ApiProblem } from "../../api.ts";
import type { FormFailure } from "../../ui/form.tsx";
import type { NewWorkspaceCopy } from "./copy.ts";

/** Why a workspace was not created, at the field to mend where there is one. */
export function newWorkspaceFailure(problem: ApiProblem, copy: NewWorkspaceCopy): FormFailure {
  switch (problem.kind) {
    case "conflict":
      return { fields: { slug: copy.slugTaken } };
    case "invalid":
      return fieldsAtFault(problem, copy) ?? { summary: copy.refused };
    case "unauthenticated":
      return { summary: copy.signedOut };
    case "limited":
    case "unavailable":
      return { summary: copy[problem.kind] };
    default:
      return { summary: copy.refused };
  }
}

function fieldsAtFault({ code, faults }: ApiProblem, copy: NewWorkspaceCopy): FormFailure | undefined {
  const isName = code === "identity.invalid_name" || faults.some(({ path }) => path === "name");
  const isSlug = code === "identity.invalid_slug" || faults.some(({ path }) => path === "slug");
  if (!isName && !isSlug) return undefined;
  return { fields: { ...(isName && { name: copy.nameRefused }), ...(isSlug && { slug: copy.slugRefused }) } };
}
