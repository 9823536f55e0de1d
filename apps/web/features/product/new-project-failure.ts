import type { ApiProblem } from "../../api.ts";
import type { FormFailure } from "../../ui/form.tsx";
import type { NewProjectCopy } from "./copy.ts";

/** Why a project was not created; its name is the only field there is. */
export function newProjectFailure(problem: ApiProblem, copy: NewProjectCopy): FormFailure {
  switch (problem.kind) {
    case "invalid":
      return { fields: { name: copy.nameRefused } };
    case "forbidden":
    case "limited":
    case "unavailable":
      return { summary: copy[problem.kind] };
    case "unauthenticated":
      return { summary: copy.signedOut };
    default:
      return { summary: copy.refused };
  }
}
