import { type APIRequestContext, expect, test } from "@playwright/test";

/** Pages, the API, the auth library's own answers, and what is not there: every answer a browser can get. */
const PATHS = [
  "/",
  "/sign-in",
  "/home",
  "/dev",
  "/api/dev/state",
  "/no-such-page",
  "/docs",
  "/docs/no-such-page",
  "/blog/rss.xml",
  "/llms.txt",
  "/api/health/live",
  "/api/v1/me",
  "/api/auth/sign-out",
  "/api/none",
];

const ALWAYS: Readonly<Record<string, string>> = {
  "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
  "x-frame-options": "SAMEORIGIN",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "x-dns-prefetch-control": "on",
};

for (const path of PATHS) {
  test(`${path} is answered with the security headers and without the server's name`, async ({ request }) => {
    const headers = await headersOf(request, path);

    expect(headers).toMatchObject(ALWAYS);
    expect(headers["content-security-policy"]).toContain("frame-ancestors");
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("server");
  });
}

test("an answer about a person is kept in no cache", async ({ request }) => {
  expect((await headersOf(request, "/api/v1/me"))["cache-control"]).toContain("no-store");
  expect((await headersOf(request, "/home"))["cache-control"]).toContain("no-store");
});

test("another site's script is given no access", async ({ request }) => {
  const headers = await headersOf(request, "/api/v1/me", { origin: "https://elsewhere.example" });

  expect(headers).not.toHaveProperty("access-control-allow-origin");
  expect(headers).not.toHaveProperty("access-control-allow-credentials");
});

async function headersOf(request: APIRequestContext, path: string, sent: Readonly<Record<string, string>> = {}) {
  return (await request.get(path, { maxRedirects: 0, headers: { ...sent } })).headers();
}

test("a shared cache keeps a public page, and nothing else that is answered under its address", async ({ request }) => {
  const cacheOf = async (headers: Record<string, string>) =>
    (await request.get("/", { headers, maxRedirects: 0 })).headers()["cache-control"];
  expect(await cacheOf({})).toBe("public, max-age=60");
  expect(await cacheOf({ rsc: "1" })).toBe("private, no-store");
});
