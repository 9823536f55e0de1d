import { describe, expect, test } from "vitest";
import { ApiProblem } from "../../api.ts";
import { identityCopy } from "../identity/copy.ts";
import { mediaCopy } from "./copy.ts";
import { isPassing, uploadSentence } from "./failure.ts";
import { SendFailure } from "./uploads.ts";

const copy = mediaCopy.en.avatar;
const words = identityCopy.en.failures;
const away = (code: string) =>
  new ApiProblem({ status: 503, body: { code, dependency: "media", requestId: "req-12345678" } });

describe("an upload that failed", () => {
  test.each(["media.unavailable", "ops_safety.circuit_open"])(
    "says what works and what to quote when files can not be kept right now: %s",
    (code) => {
      const said = uploadSentence(away(code), copy, words);
      expect(said).toMatch(/does not answer.+everything else works.+Try again in a minute.+req-12345678/);
    },
  );

  test("does not blame the person's connection alone when the bytes did not arrive", () => {
    expect(uploadSentence(new SendFailure("0"), copy, words)).toMatch(/can't be reached.+everything else works/);
  });

  test.each([
    ["the vendor did not take the bytes", new SendFailure("0")],
    ["the vendor does not answer our API", away("media.unavailable")],
    ["our API does not answer", new ApiProblem({ status: 0 })],
    ["nothing arrived", new ApiProblem({ status: 409, body: { code: "media.not_uploaded" } })],
  ])("can be tried again with the same file when %s", (_, error) => {
    expect(isPassing(error)).toBe(true);
  });

  test.each(["media.wrong_type", "media.too_large", "media.too_many"])("is not tried again after %s", (code) => {
    expect(isPassing(new ApiProblem({ status: 422, body: { code } }))).toBe(false);
  });
});
