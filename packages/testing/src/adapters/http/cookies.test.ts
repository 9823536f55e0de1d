import { describe, expect, it } from "vitest";
import { cookieJar } from "./cookies.ts";

describe("cookieJar", () => {
  it("sends back every cookie it was given, with the last value of each", () => {
    const jar = cookieJar();
    jar.store(setting("a=1; Path=/; HttpOnly", "b=x=y"));
    jar.store(setting("a=2"));

    expect(jar.header()).toBe("a=2; b=x=y");
  });

  it("drops a cookie that an answer ends, whichever way it is said", () => {
    const jar = cookieJar(() => Date.parse("2030-01-01T00:00:00Z"));
    jar.store(setting("a=1", "b=1", "c=1", "d=1"));
    jar.store(
      setting(
        "a=; Max-Age=0",
        "b=; expires=Tue, 31 Dec 2029 23:59:59 GMT",
        "c=2; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
      ),
    );

    expect(jar.header()).toBe("c=2; d=1");
  });

  it("carries nothing at first and takes no harm from a nameless cookie", () => {
    const jar = cookieJar();
    jar.store(setting("=nameless", "flag"));

    expect(jar.header()).toBe("");
  });
});

function setting(...cookies: string[]): Headers {
  return new Headers(cookies.map((cookie): [string, string] => ["set-cookie", cookie]));
}
