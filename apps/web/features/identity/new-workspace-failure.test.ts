import { expect, test } from "vitest";
import { ApiProblem } from "../../api.ts";
import { identityCopy } from "./copy.ts";
import { newWorkspaceFailure } from "./new-workspace-failure.ts";

const copy = identityCopy.en.newWorkspace;

test.each([
  [
    "a taken address is said at the address",
    409,
    { code: "identity.slug_taken" },
    { fields: { slug: copy.slugTaken } },
  ],
  [
    "a refused address is said at the address",
    422,
    { code: "identity.invalid_slug" },
    { fields: { slug: copy.slugRefused } },
  ],
  [
    "a refused name is said at the name",
    422,
    { code: "identity.invalid_name" },
    { fields: { name: copy.nameRefused } },
  ],
  [
    "a fault that the API names is said at that field",
    422,
    { code: "http.invalid_body", errors: [{ path: "name", message: "…" }] },
    { fields: { name: copy.nameRefused } },
  ],
  ["an ended session is said above the form", 401, { code: "identity.unauthenticated" }, { summary: copy.signedOut }],
  ["no answer is said above the form", 0, undefined, { summary: copy.unavailable }],
  ["anything else is said above the form", 403, { code: "identity.forbidden" }, { summary: copy.refused }],
])("%s", (_, status, body, failure) => {
  expect(newWorkspaceFailure(new ApiProblem({ status, body }), copy)).toEqual(failure);
});
