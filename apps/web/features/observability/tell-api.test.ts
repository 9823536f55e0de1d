import { afterEach, expect, test, vi } from "vitest";
import { tellApi } from "./tell-api.ts";

afterEach(() => vi.unstubAllGlobals());

const failed = { path: "/w/acme?tab=secret", headers: { "x-request-id": "page-0190a5dd" } };

test("tells the API of a page that could not be made, as our own origin, under the page's request", async () => {
  const sent = vi.fn<typeof fetch>(async () => Response.json({}));
  vi.stubGlobal("fetch", sent);
  await tellApi(new Error("no data"), failed);
  const [url, init] = sent.mock.calls[0] ?? [];
  expect(url).toEqual(new URL("http://127.0.0.1:4000/api/v1/web-errors"));
  expect(new Headers(init?.headers).get("origin")).toBe("http://localhost:3000");
  expect(JSON.parse(init?.body as string)).toMatchObject({
    kind: "server",
    message: "no data",
    path: "/w/acme",
    requestId: "page-0190a5dd",
  });
});

test("bears an API that is down, and is silent about answers that pages handle", async () => {
  const sent = vi.fn<typeof fetch>(() => Promise.reject(new TypeError("refused")));
  vi.stubGlobal("fetch", sent);
  await tellApi(new Error("no data"), failed);
  expect(sent).toHaveBeenCalledTimes(1);
  await tellApi(Object.assign(new Error("Not found"), { name: "ApiProblem" }), failed);
  expect(sent).toHaveBeenCalledTimes(1);
});
