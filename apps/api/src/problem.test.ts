import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import { problem as problemOf, toProblem } from "./problem.ts";

const failure = (kind: string, name = "BillingError") =>
  Object.assign(new Error("a sentence for the caller"), { name, code: "billing.reason", kind });

describe("an error of a system", () => {
  it.each([
    ["invalid", 422],
    ["forbidden", 403],
    ["not_found", 404],
    ["conflict", 409],
    ["limited", 429],
    ["unavailable", 503],
  ])("of kind %s becomes %i, whoever made the class", (kind, status) => {
    expect(toProblem(failure(kind), "r1")).toMatchObject({ status, code: "billing.reason", requestId: "r1" });
  });

  it("says what the caller can mend, and keeps to itself what a vendor did", () => {
    expect(toProblem(failure("invalid"), "r1").detail).toBe("a sentence for the caller");
    expect(toProblem(failure("unavailable"), "r1")).not.toHaveProperty("detail");
  });
});

describe("the title of a problem", () => {
  it.each([
    ["identity.unauthenticated", "Sign in first"],
    // Whoever delivers has no account to sign in to.
    ["billing.invalid_signature", "The signature does not match"],
    ["notifications.invalid_signature", "The signature does not match"],
  ])("says what a 401 with the code %s means: %s", (code, title) => {
    expect(problemOf({ status: 401, code, requestId: "r1" })).toMatchObject({ status: 401, title });
  });
});

describe("any other failure", () => {
  it.each([
    [
      "a database error, its parameters in the message",
      new Error("Failed query: insert … params: ana@example.com,s3cret"),
    ],
    ["a kind that is none", failure("odd")],
    ["what is no error at all", "s3cret"],
    ["nothing", undefined],
    ["a mistake of ours with a transaction", failure("conflict", "TenancyError")],
  ])("is a bare 500: %s", (_what, error) => {
    const problem = toProblem(error, "r1");
    expect(problem).toEqual({
      type: "about:blank",
      title: "Something failed on our side",
      status: 500,
      code: "internal",
      requestId: "r1",
    });
  });

  it.each([
    [400, "http.malformed"],
    [418, "http.refused"],
  ] as const)("keeps the status %i that the framework gave, without its text", (status, code) => {
    const problem = toProblem(new HTTPException(status, { message: "s3cret" }), "r1");
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem)).not.toContain("s3cret");
  });
});
