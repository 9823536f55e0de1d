import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hashScripts, joinScripts } from "./script-hashes.ts";

const source = (text: string) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

test("a hash is the one a browser makes: SHA-256 of the text between the tags", () => {
  // The example of the specification, https://www.w3.org/TR/CSP3/#external-hash.
  expect(hashScripts("<script>alert('Hello, world.');</script>")).toEqual([
    "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
  ]);
});

test("every inline script is hashed once, byte for byte, whatever its attributes and its case", () => {
  const html = `<p>a</p><script>one</script><SCRIPT id="x" data-src="y" async>
    two < 3 && "Š"
  </SCRIPT ><script>one</script>`;
  expect(hashScripts(html)).toEqual([source("one"), source('\n    two < 3 && "Š"\n  ')]);
});

test("a script with an address is not inline, nor is an element that begins like one", () => {
  expect(hashScripts('<script src="/a.js" async=""></script><script async src = "/b.js"></script>')).toEqual([]);
  expect(hashScripts("<scripture>one</scripture>")).toEqual([]);
});

test("an empty inline script counts too", () => {
  expect(hashScripts("<script></script>")).toEqual([source("")]);
});

test("inline scripts that follow one another become one, and do what they did; others stay apart", () => {
  const html = "<script>a = [1] // first</script><script>a.push(2)</script><p></p><script>a.push(3)</script>";
  const joined = joinScripts(html);
  expect(joined).toBe("<script>a = [1] // first\n;a.push(2)</script><p></p><script>a.push(3)</script>");
  expect(hashScripts(joined)).toHaveLength(2);
  for (const apart of [
    '<script src="/a.js" async=""></script><script>b()</script>',
    '<script type="application/ld+json">{}</script><script>b()</script>',
    '<script>b()</script><script id="x">c()</script>',
  ]) {
    expect(joinScripts(apart)).toBe(apart);
  }
});
