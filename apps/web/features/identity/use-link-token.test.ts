import { expect, test } from "vitest";
import { tokenIn } from "./use-link-token.ts";

test.each([
  ["#token=abc", "abc"],
  ["#token=a.b-c_d", "a.b-c_d"],
  [`#token=${encodeURIComponent("a+b/c==")}`, "a+b/c=="],
  ["#other=1&token=abc", "abc"],
  ["#token=", undefined],
  ["#", undefined],
  ["", undefined],
  ["#abc", undefined],
])("the fragment %j carries the token %j", (fragment, token) => {
  expect(tokenIn(fragment)).toBe(token);
});
