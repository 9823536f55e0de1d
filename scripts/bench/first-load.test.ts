import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { firstLoadKb, scriptsOf } from "./first-load.ts";

const html = `<head><link rel="preload" as="script" href="/_next/static/chunks/c.js"/>
<script src="/_next/static/chunks/a.js" async=""></script><script async="" nonce="n" src="/_next/static/chunks/b.js?dpl=1"></script>
<script src="/_next/static/chunks/old.js" noModule=""></script><script>inline()</script>
<script src="/_next/static/chunks/a.js"></script></head>`;

test("scripts that a browser of today loads are counted, each once", () => {
  expect(scriptsOf(html)).toEqual(["/_next/static/chunks/a.js", "/_next/static/chunks/b.js?dpl=1"]);
});

test("they weigh what they are with gzip", () => {
  const built = mkdtempSync(path.join(tmpdir(), "first-load-"));
  mkdirSync(path.join(built, "static/chunks"), { recursive: true });
  const texts = { a: "let a = 1;".repeat(400), b: "let b = 2;" };
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(built, `static/chunks/${name}.js`), text);
  const bytes = Object.values(texts).reduce((sum, text) => sum + gzipSync(text).byteLength, 0);
  expect(firstLoadKb(html, built)).toBe(bytes / 1_000);
});

test("a page without a script is no measurement", () => {
  expect(() => firstLoadKb("<p>broken</p>", "/nowhere")).toThrow("no script");
});
