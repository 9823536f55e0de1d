import { expect, it } from "vitest";
import { safeNext } from "./next.ts";

it("keeps a page of ours, with what belongs to it", () => {
  expect(safeNext("/w/acme/files?page=2#top")).toBe("/w/acme/files?page=2#top");
});

it.each([
  undefined,
  "",
  "home",
  "https://other.example",
  "//other.example",
  "/\\other.example",
  "/\t/other.example",
  "/.//other.example",
  "javascript:alert(1)",
  "/api/auth/sign-out",
  "/API/v1/me",
  "/_next/x",
])("I-49 leads home instead of to %j", (given) => {
  expect(safeNext(given)).toBe("/home");
});
