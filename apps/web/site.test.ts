import { describe, expect, test, vi } from "vitest";

vi.mock("./content.ts", () => ({ contentAddresses: () => ["/docs", "/docs/guides/start", "/blog", "/blog/first"] }));
vi.mock("./env.ts", () => ({ isDevelopment: false }));
const { findSitePage, missingContent, siteLinks, siteRewrites } = await import("./site.ts");

describe("a page that was written", () => {
  test("is a public page in a frame of each language", () => {
    expect(findSitePage("/docs/guides/start")).toMatchObject({ language: "en", route: "/en/docs/guides/start" });
    expect(findSitePage("/id/docs/guides/start")).toMatchObject({ language: "id", address: "/id/docs/guides/start" });
  });

  test("has the English address as its one address, and no translation to name", () => {
    const page = findSitePage("/id/blog/first");
    expect(page && siteLinks(page, "https://n.example")).toBe('<https://n.example/blog/first>; rel="canonical"');
  });

  test("is found by Next under its unprefixed address", () => {
    expect(siteRewrites()).toContainEqual({ source: "/docs/guides/start", destination: "/en/docs/guides/start" });
  });

  test.each(["/docs/no-such-page", "/blog/rss.xml", "/docs-search.json", "/docs/guides/start/deeper"])(
    "is not at %s",
    (path) => {
      expect(findSitePage(path)).toBeUndefined();
    },
  );
});

describe("an address under a language that has no page", () => {
  test.each([
    ["/id/docs/no-such-page", "/docs/no-such-page"],
    ["/en/blog/no-such-post", "/blog/no-such-post"],
  ])("%s leads to %s, where somebody says so", (asked, answered) => {
    expect(missingContent(asked)).toBe(answered);
  });

  test.each(["/docs/no-such-page", "/id/home", "/id/docsy", "/fr/docs/x", "/"])("%s is none of these", (path) => {
    expect(missingContent(path)).toBeUndefined();
  });
});

describe("a page with a text of its own in each language", () => {
  test("names each", () => {
    const page = findSitePage("/id/legal/terms");
    expect(page && siteLinks(page, "https://n.example")).toBe(
      [
        '<https://n.example/id/legal/terms>; rel="canonical"',
        '<https://n.example/legal/terms>; rel="alternate"; hreflang="en"',
        '<https://n.example/id/legal/terms>; rel="alternate"; hreflang="id"',
        '<https://n.example/legal/terms>; rel="alternate"; hreflang="x-default"',
      ].join(", "),
    );
  });
});
