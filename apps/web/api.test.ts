import { afterEach, describe, expect, test, vi } from "vitest";
import { ApiProblem, api, apiClient, asProblem, fetchApi, unwrap } from "./api.ts";

afterEach(() => vi.unstubAllGlobals());

/** Answers every call with this, and keeps what was asked. */
function answering(answer: () => Response | Promise<Response>) {
  const asked: { readonly url: string; readonly init: RequestInit; readonly headers: Headers }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push({ url, init, headers: new Headers(init.headers) });
    return answer();
  });
  return asked;
}

test.each([
  [401, "unauthenticated"],
  [404, "not_found"],
  [409, "conflict"],
  [413, "invalid"],
  [422, "invalid"],
  [429, "limited"],
  [500, "unavailable"],
  [503, "unavailable"],
  [0, "unavailable"],
])("a status of %i means %s", (status, kind) => {
  expect(new ApiProblem({ status }).kind).toBe(kind);
});

test("a problem document is read, and what it gets wrong is left out", () => {
  const body = {
    code: "a.b",
    detail: "why",
    requestId: "r-12345678",
    dependency: "media",
    errors: [{ path: "name", message: "no" }, { path: 1 }],
  };
  const problem = new ApiProblem({ status: 422, body });
  expect(problem).toMatchObject({
    code: "a.b",
    message: "why",
    requestId: "r-12345678",
    dependency: "media",
    faults: [{ path: "name", message: "no" }],
  });
});

test("a fault of ours is not taken for one of the API's", () => {
  expect(() => asProblem(new TypeError("ours"))).toThrow("ours");
});

describe("a call", () => {
  const project = { id: "p", name: "One", createdAt: "2026-01-01T00:00:00.000Z" };

  test("goes from a browser to its own origin, as JSON, and is never cached", async () => {
    const asked = answering(() => Response.json(project, { status: 201 }));
    const param = { workspaceId: encodeURIComponent("a/../b?c") };
    const answer = await unwrap(api.v1.workspaces[":workspaceId"].projects.$post({ param, json: { name: "One" } }));
    expect(answer).toEqual(project);
    expect(asked).toMatchObject([
      {
        url: "/api/v1/workspaces/a%2F..%2Fb%3Fc/projects",
        init: { method: "POST", cache: "no-store", body: '{"name":"One"}' },
      },
    ]);
    expect(asked[0]?.headers.get("content-type")).toBe("application/json");
    expect(asked[0]?.headers.get("accept")).toBe("application/json");
  });

  test("goes from a page to where the API is, with what the visitor sent along", async () => {
    const asked = answering(() => Response.json({ person: {}, workspaces: [] }));
    const headers = { cookie: "a=b", "x-request-id": "r-12345678", "x-forwarded-for": "192.0.2.9" };
    await unwrap(apiClient({ baseUrl: "http://api.test:4000/", headers: async () => headers }).v1.me.$get());
    expect(asked[0]?.url).toBe("http://api.test:4000/api/v1/me");
    expect(Object.fromEntries(asked[0]?.headers ?? [])).toEqual({ accept: "application/json", ...headers });
  });

  test("ends when its caller gives up", async () => {
    const asked = answering(() => Response.json({}));
    const caller = new AbortController();
    await api.v1.me.$get({}, { init: { signal: caller.signal } });
    expect(asked[0]?.init.signal?.aborted).toBe(false);
    caller.abort();
    expect(asked[0]?.init.signal?.aborted).toBe(true);
  });

  test("that is refused throws the problem", async () => {
    answering(() => Response.json({ code: "identity.unauthenticated" }, { status: 401 }));
    await expect(api.v1.me.$get()).rejects.toMatchObject({ kind: "unauthenticated", code: "identity.unauthenticated" });
  });

  test("that only the proxy answered, in text, found nobody there: that is no fault with a number to quote", async () => {
    answering(() => new Response("Internal Server Error", { status: 500 }));
    await expect(api.v1.me.$get()).rejects.toMatchObject({ kind: "unavailable", status: 502, code: "" });
  });

  test.each([
    ["no answer", () => Promise.reject(new TypeError("fetch failed"))],
    ["a success that is no JSON", () => new Response("<html>")],
  ])("with %s is unavailable, and keeps the request id it sent", async (_, answer) => {
    answering(answer);
    await expect(fetchApi("/api/v1/me", { headers: { "x-request-id": "r-12345678" } })).rejects.toMatchObject({
      kind: "unavailable",
      status: 0,
      requestId: "r-12345678",
    });
  });
});
