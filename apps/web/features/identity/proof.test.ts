import { expect, test } from "vitest";
import { pathAfter, proofIn } from "./proof.ts";

test("whoever has given every factor goes where they wanted to, anybody else to the second step", () => {
  expect(pathAfter("signed_in", "/w/acme")).toBe("/w/acme");
  expect(pathAfter("second_factor_required")).toBe("/sign-in/second-factor");
  expect(pathAfter("second_factor_required", "/w/acme?a=b")).toBe("/sign-in/second-factor?next=%2Fw%2Facme%3Fa%3Db");
});

test.each([
  ["123456", { code: "123456" }],
  [" 123 456 ", { code: "123 456" }],
  ["12345", { code: "12345" }],
  ["abcd-efgh-jkmn-pqrs-tvwx-yz01", { recoveryCode: "abcd-efgh-jkmn-pqrs-tvwx-yz01" }],
  ["0123 4567 8901 2345 6789 0123", { recoveryCode: "0123 4567 8901 2345 6789 0123" }],
  ["  ", undefined],
])("%j is taken for what it looks like", (typed, proof) => {
  expect(proofIn(typed)).toEqual(proof);
});
