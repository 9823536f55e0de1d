import { expect, test } from "vitest";
import { ApiProblem } from "../../../api.ts";
import { toRefusal } from "./client.ts";

test.each([
  [422, { code: "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL", message: "…" }, "email_taken"],
  [401, { code: "INVALID_EMAIL_OR_PASSWORD", message: "…" }, "wrong_credentials"],
  [400, { code: "PASSWORD_TOO_SHORT", message: "…" }, "password_too_short"],
  [429, { message: "Too many requests. Please try again later." }, "limited"],
  [403, { title: "Not allowed", status: 403, code: "http.foreign_origin" }, "refused"],
  [500, undefined, "unavailable"],
  [0, undefined, "unavailable"],
])("an answer %i %j is a refusal %s", (status, body, refusal) => {
  expect(toRefusal(new ApiProblem({ status, body }))).toBe(refusal);
});
