import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import { problem as problemOf, toProblem } from "./problem.ts";

const failure = (kind: string, name = "BillingError") =>
  Object.assign(new Error("a sentence for the caller"), { name, code: "billing.reason", kind });

const refusal = (code: string, more: object = {}) =>
  toProblem(Object.assign(new Error("dodo: ECONNREFUSED 10.0.0.7"), { code, kind: "unavailable", ...more }), "r1");

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
    expect(toProblem(failure("unavailable", "SomeError"), "r1").detail).not.toContain("a sentence for the caller");
  });
});

describe("a vendor that is away", () => {
  it("is named by its system, and the caller is told what was not done, what works, and what to do", () => {
    const told = refusal("billing.unavailable");
    expect(told).toMatchObject({ status: 503, code: "billing.unavailable", dependency: "billing" });
    expect(told.detail).toMatch(/^The payment vendor does not answer\. Nothing was charged.+ works\. Try again/);
    expect(JSON.stringify(told)).not.toMatch(/dodo|ECONN/);
  });

  it("is told alike when the guard did not call it at all", () => {
    const asked = refusal("ops_safety.circuit_open", { dependency: "media" });
    expect(asked).toMatchObject({ code: "ops_safety.circuit_open", dependency: "media" });
    expect(asked.detail).toBe(refusal("media.unavailable").detail);
  });

  it("is not told to be tried again in a minute when an operator, or a setting, has switched it off", () => {
    const off = refusal("ops_safety.switched_off", { dependency: "media" }).detail;
    expect(off).toContain("switched off");
    expect(refusal("billing.disabled").detail).toContain("switched off");
    expect([off, refusal("billing.disabled").detail].join(" ")).not.toContain("a minute");
  });

  it("of which nobody has written anything says no more than that it is away", () => {
    expect(refusal("ops_safety.unavailable")).not.toHaveProperty("detail");
    expect(refusal("workflows.unavailable")).not.toHaveProperty("dependency");
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
