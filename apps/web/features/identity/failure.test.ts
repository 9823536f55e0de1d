import { describe, expect, test } from "vitest";
import { ApiProblem } from "../../api.ts";
import { identityCopy } from "./copy.ts";
import { attempt, awaySentence, failureSentence, formFailure } from "./failure.ts";

const words = identityCopy.en.failures;
const table = {
  codes: { "identity.slug_taken": { field: "slug", text: "taken" }, "identity.over": { text: "over" } },
  paths: { name: { field: "name", text: "bad name" }, slug: { field: "slug", text: "bad slug" } },
};
const answer = (status: number, body?: object) => new ApiProblem({ status, body, requestId: "req-12345678" });

const away = (code: string, dependency = "billing") => answer(503, { code, dependency });

describe("formFailure", () => {
  test("says a known code at its field", () => {
    expect(formFailure(answer(409, { code: "identity.slug_taken" }), table, words)).toEqual({
      fields: { slug: "taken" },
    });
  });

  test("says a known code about no field above the form", () => {
    expect(formFailure(answer(409, { code: "identity.over" }), table, words)).toEqual({ fields: {}, summary: "over" });
  });

  test("says every field that the answer finds at fault, in our words", () => {
    const errors = [
      { path: "name", message: "…" },
      { path: "slug", message: "…" },
      { path: "elsewhere", message: "…" },
    ];
    expect(formFailure(answer(422, { code: "http.invalid_body", errors }), table, words)).toEqual({
      fields: { name: "bad name", slug: "bad slug" },
    });
  });

  test("a fault at a field that this form has not is our mistake, and the number to quote is said", () => {
    const errors = [{ path: "elsewhere", message: "…" }];
    const { summary } = formFailure(answer(422, { code: "http.invalid_body", errors }), table, words);
    expect(summary).toContain("req-12345678");
  });

  test("an unknown code is said with the number to quote", () => {
    expect(formFailure(answer(409, { code: "identity.new_one" }), table, words).summary).toContain("req-12345678");
  });
});

test.each([
  ["no answer", 0, words.offline],
  ["an ended session", 401, words.signedOut],
  ["a right that was lost", 403, words.forbidden],
  ["what is gone", 404, words.gone],
  ["too many attempts", 429, words.limited],
  ["a service that is away", 503, words.unavailable],
  ["a proxy without a service", 502, words.unavailable],
])("%s has a sentence of its own", (_, status, sentence) => {
  expect(failureSentence(answer(status), {}, words)).toBe(sentence);
});

test("a failure on our side is said with the number to quote", () => {
  expect(failureSentence(answer(500, { code: "internal" }), {}, words)).toContain("req-12345678");
});

describe("a vendor that is away", () => {
  const copy = { silent: "Payments do not answer. Quote {id}.", off: "Payments are off." };

  test.each([
    "billing.unavailable",
    "ops_safety.circuit_open",
    "ops_safety.deadline_exceeded",
    "billing.misconfigured",
  ])("is one sentence with the number to quote, also when the API says %s", (code) =>
    expect(awaySentence(away(code), "billing", copy)).toBe("Payments do not answer. Quote req-12345678."),
  );

  test.each(["ops_safety.switched_off", "billing.disabled"])("is said to be off when the API says %s", (code) => {
    expect(awaySentence(away(code), "billing", copy)).toBe("Payments are off.");
  });

  test("is not said of another vendor, or of the service as a whole", () => {
    expect(awaySentence(away("media.unavailable", "media"), "billing", copy)).toBeUndefined();
    expect(awaySentence(answer(503), "billing", copy)).toBeUndefined();
  });
});

describe("attempt", () => {
  test("hands on what was done", async () => {
    expect(await attempt(async () => 7, table, words)).toEqual({ done: 7 });
  });

  test("makes words of an answer that is no success", async () => {
    expect(await attempt(async () => Promise.reject(answer(503)), table, words)).toEqual({
      failure: { summary: words.unavailable },
    });
  });

  test("throws a fault of ours on", async () => {
    const fault = new TypeError("x is undefined");
    await expect(attempt(async () => Promise.reject(fault), table, words)).rejects.toBe(fault);
  });
});
