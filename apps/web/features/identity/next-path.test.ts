import { describe, expect, test } from "vitest";
import { nextPath, signInPath } from "./next-path.ts";

/** Ways to write another site, or none of our pages, so that it passes for a path. */
const ELSEWHERE = [
  "https://evil.example",
  "http://evil.example/home",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "\u0000//evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/./\\evil.example",
  "/account/..//evil.example",
  "/%2e//evil.example",
  "/%2e%2e//evil.example",
  "//user@evil.example",
  "//evil.example:443/home",
  "//localhost:3000@evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,hi",
  "blob:https://evil.example/1",
  "mailto:ana@example.com",
  "evil.example",
  "home",
  "?next=/home",
  "#home",
  "",
  "/api/auth/sign-out",
  "/api/../api/v1/me",
  "/api",
  "/_next/data",
  "/sign-in",
  "/sign-in?next=/sign-in",
  "/Sign-In",
  "/w/../sign-up",
  "/verify#token=x",
  "/reset-password",
];

describe("nextPath", () => {
  test.each(ELSEWHERE)("%j leads home", (given) => {
    expect(nextPath(given)).toBe("/home");
  });

  test.each([undefined, null, 1, ["/w/acme", "/w/other"], { path: "/w/acme" }])(
    "%j is no path and leads home",
    (given) => {
      expect(nextPath(given)).toBe("/home");
    },
  );

  test.each(ELSEWHERE)("whatever %j becomes, a browser stays on our origin", (given) => {
    const origin = "https://app.ninefold.dev";
    expect(new URL(nextPath(given), `${origin}/sign-in`).origin).toBe(origin);
  });

  test.each([
    ["/home", "/home"],
    ["/w/acme", "/w/acme"],
    ["/w/acme/members?after=1.a#list", "/w/acme/members?after=1.a#list"],
    ["/invite/0198c0de-0000-7000-8000-000000000000", "/invite/0198c0de-0000-7000-8000-000000000000"],
    ["/w/sign-in", "/w/sign-in"],
    ["/apis", "/apis"],
    ["/w/x?to=https://evil.example", "/w/x?to=https://evil.example"],
    ["/w/%2F%2Fevil.example", "/w/%2F%2Fevil.example"],
    ["/w/../home", "/home"],
  ])("%j is a page of ours", (given, path) => {
    expect(nextPath(given)).toBe(path);
  });
});

test("what leads to sign in leads back, and home needs no saying", () => {
  const path = "/w/acme?a=1&b=2";
  const { pathname, searchParams } = new URL(signInPath(path), "https://app.ninefold.dev");
  expect(pathname).toBe("/sign-in");
  expect(nextPath(searchParams.get("next"))).toBe(path);
  expect(signInPath("/home")).toBe("/sign-in");
});
