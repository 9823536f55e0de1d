import { expect, it } from "vitest";
import { maySharedCacheKeep } from "./responses.ts";

const DOCUMENT = { method: "GET", headers: {} };

it.each([
  { what: "a document", asked: DOCUMENT, status: 200, isKept: true },
  { what: "that a document is unchanged", asked: DOCUMENT, status: 304, isKept: true },
  { what: "what the router's own client asked for", asked: { ...DOCUMENT, headers: { rsc: "1" } }, status: 200 },
  { what: "a redirection", asked: DOCUMENT, status: 307 },
  { what: "a refusal", asked: DOCUMENT, status: 400 },
  { what: "the answer to a post", asked: { ...DOCUMENT, method: "POST" }, status: 200 },
])("a shared cache may keep $what: $isKept", ({ asked, status, isKept = false }) => {
  expect(maySharedCacheKeep(asked, status)).toBe(isKept);
});
