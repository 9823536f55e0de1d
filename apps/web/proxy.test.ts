import { NextRequest } from "next/server";
import { describe, expect, test, vi } from "vitest";
import { proxy } from "./proxy.ts";

vi.mock("./script-hashes.ts", () => ({ readScriptHashes: () => ({ "/en": ["'sha256-one='", "'sha256-two='"] }) }));

const at = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(new URL(path, "http://localhost:3000"), { headers }));
const told = (path: string, headers = {}) => at(path, headers).headers.get("x-middleware-request-x-address-language");
const policyOf = (response: Response) => response.headers.get("content-security-policy");

describe("/api", () => {
  test("goes on to the API, path and query as they are", () => {
    expect(at("/api/v1/me?a=b%20c").headers.get("x-middleware-rewrite")).toBe(
      "http://127.0.0.1:4000/api/v1/me?a=b%20c",
    );
  });

  test("is not what merely begins like it", () => {
    expect(at("/apiary").headers.get("x-middleware-rewrite")).toBeNull();
  });

  test("has no development console where the stage has none", () => {
    for (const path of ["/api/dev/state", "/api/dev/clock?a=b", "/api/%64ev/state", "/api//dev/state"]) {
      expect(at(path).headers.get("x-middleware-rewrite"), path).toBe("http://127.0.0.1:4000/api/none");
    }
    expect(at("/api/device").headers.get("x-middleware-rewrite")).toBe("http://127.0.0.1:4000/api/device");
  });

  test("can not be sent to another host", () => {
    const rewrite = at("/api//evil.example/x").headers.get("x-middleware-rewrite") ?? "";
    expect(new URL(rewrite).host).toBe("127.0.0.1:4000");
  });
});

describe("a public page", () => {
  test("has one address, in small letters", () => {
    const response = at("/Legal/TERMS");
    expect([response.status, response.headers.get("location")]).toEqual([308, "http://localhost:3000/legal/terms"]);
  });

  test("that is not there in a language is not there in the one place that says so", () => {
    const response = at("/id/docs/no-such-page");
    expect([response.status, response.headers.get("location")]).toEqual([
      307,
      "http://localhost:3000/docs/no-such-page",
    ]);
  });
});

describe("an address that no page has", () => {
  test("is missing in the language that it begins with", () => {
    expect(told("/id/nothing")).toBe("id");
  });

  test("is missing in the visitor's own where it begins with none, whatever the request says of it", () => {
    expect(told("/nothing")).toBeNull();
    expect(told("/nothing", { "x-address-language": "id" })).toBeNull();
  });
});

describe("the request id", () => {
  test("is the caller's when it is harmless", () => {
    expect(at("/home", { "x-request-id": "abc-12345" }).headers.get("x-request-id")).toBe("abc-12345");
  });

  test.each(["", "short", "x".repeat(65), "with space and <b>"])("is ours in place of %j", (given) => {
    expect(at("/home", { "x-request-id": given }).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("the content policy", () => {
  test("of a page made per request runs scripts with its nonce only, another one each time", () => {
    const [one, other] = [policyOf(at("/home")), policyOf(at("/home"))];
    expect(one).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic';/);
    expect(one).not.toBe(other);
  });

  test("of a page made at build time runs the scripts it was built with only", () => {
    expect(policyOf(at("/"))).toContain("script-src 'self' 'sha256-one=' 'sha256-two=';");
  });

  test("is never the caller's", () => {
    const response = at("/home", { "content-security-policy": "script-src 'nonce-theirs'" });
    expect(response.headers.get("x-middleware-request-content-security-policy")).toBe(policyOf(response));
    expect(
      at("/", { "content-security-policy": "x" }).headers.get("x-middleware-request-content-security-policy"),
    ).toBeNull();
  });
});
