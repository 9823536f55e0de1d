import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const SCRIPT = /<script\s(?<attributes>[^>]*)>/gi;

/** Addresses of the scripts that a page makes a browser of today load, in the order of the document. */
export function scriptsOf(html: string): readonly string[] {
  const tags = [...html.matchAll(SCRIPT)].map(({ groups: { attributes = "" } = {} }) => attributes);
  // `nomodule` is for browsers that no longer are.
  const loaded = tags.filter((attributes) => !/\bnomodule\b/i.test(attributes));
  return [...new Set(loaded.flatMap((attributes) => /\bsrc="([^"]+)"/.exec(attributes)?.slice(1) ?? []))];
}

/** What they weigh with gzip, in kB of 1,000 bytes. @param built is the folder `.next` that they were built into. */
export function firstLoadKb(html: string, built: string): number {
  const scripts = scriptsOf(html);
  if (scripts.length === 0) throw new Error("the page loads no script: that can not be");
  const bytes = scripts.map((address) => {
    const file = path.join(built, new URL(address, "http://localhost").pathname.replace(/^\/_next\//, ""));
    return gzipSync(readFileSync(file)).byteLength;
  });
  return bytes.reduce((sum, one) => sum + one, 0) / 1_000;
}
