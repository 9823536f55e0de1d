import { expect, test } from "@playwright/test";

const ALL_AT_ONCE_MS = 120_000;

test("each address of the sitemap is there, is the one address of its page, and may be listed", async ({ request }) => {
  test.setTimeout(ALL_AT_ONCE_MS);
  const sitemap = await (await request.get("/sitemap.xml")).text();
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = ""]) => address);
  expect(addresses.some((address) => address.endsWith("/docs/guides/getting-started"))).toBe(true);
  expect(addresses.some((address) => address.endsWith("/blog/two-commands"))).toBe(true);
  expect(new Set(addresses).size, "no address twice").toBe(addresses.length);
  expect(addresses.filter((address) => /\/(home|w|admin|account|sign-in)(\/|$)/.test(address))).toEqual([]);

  for (const address of addresses) {
    const response = await request.get(new URL(address).pathname, { maxRedirects: 0 });
    expect.soft(response.status(), address).toBe(200);
    expect.soft(response.headers()["link"], address).toContain(`<${address}>; rel="canonical"`);
    expect.soft(await response.text(), address).not.toContain('name="robots" content="noindex');
  }
});

test("feeds and lists for machines have every post with a full address", async ({ request }) => {
  for (const path of ["/blog/rss.xml", "/blog/atom.xml", "/blog/feed.json", "/llms.txt", "/llms-full.txt"]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(200);
    expect(await response.text(), path).toMatch(/https?:\/\/[^"<)\s]+\/blog\/two-commands/);
  }
});

test("each page has a picture of its own, and nobody else's words get into one", async ({ request }) => {
  const page = await (await request.get("/docs/glossary")).text();
  const image = /property="og:image" content="([^"]+)"/.exec(page)?.[1] ?? "";
  expect(image).toMatch(/\/social-image\/en\/docs\/glossary$/);
  const picture = await request.get(new URL(image, "http://localhost").pathname);
  expect(picture.headers()["content-type"]).toBe("image/png");
  expect((await request.get("/social-image/en/docs/no-such-page?title=Gotcha")).status()).toBe(404);
});
