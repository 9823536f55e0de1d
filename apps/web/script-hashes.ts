import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Of every page made at build time, by its path: what the content policy calls its inline scripts. */
const ScriptHashes = z.record(z.string(), z.array(z.string().regex(/^'sha256-[A-Za-z0-9+/=]+'$/)));
export type ScriptHashes = z.infer<typeof ScriptHashes>;

/** Inside `.next`. */
export const HASHES_FILE = "script-hashes.json";

const SCRIPT = /<script(?<attributes>(?:\s[^>]*)?)>(?<text>.*?)<\/script\s*>/gis;
const HAS_ADDRESS = /\ssrc\s*=/i;

/** Each inline script of a document as a source of `script-src`, once. */
export function hashScripts(html: string): string[] {
  const texts = [...html.matchAll(SCRIPT)].flatMap(({ groups: { attributes = "", text = "" } = {} }) =>
    HAS_ADDRESS.test(attributes) ? [] : [text],
  );
  return [...new Set(texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`))];
}

const RUN = /(?:<script>(?:(?!<\/script)[^])*<\/script>){2,}/g;

/**
 * Makes one of inline scripts that follow one another: they run in the same order, and need one hash. A long page has
 * hundreds, whose hashes would be a longer header than proxies pass on (8 KB is usual). One with attributes stays apart:
 * with an address, a browser ignores what is in it.
 */
export const joinScripts = (html: string): string =>
  html.replaceAll(RUN, (run) => run.replaceAll("</script><script>", "\n;"));

/** More than these in one policy are too long a header. */
export const MOST_HASHES = 64;

let read: ScriptHashes | undefined;

/**
 * What `hash-scripts.ts` wrote after the build; read once. The server is started in the web app's folder.
 * @throws Error when there is none: without it no script of a prerendered page may run.
 */
export function readScriptHashes(): ScriptHashes {
  if (read !== undefined) return read;
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), ".next", HASHES_FILE);
  try {
    read = ScriptHashes.parse(JSON.parse(readFileSync(file, "utf8")));
    return read;
  } catch (cause) {
    throw new Error(`${file} can not be read. The build script of apps/web writes it; \`next build\` alone does not.`, {
      cause,
    });
  }
}
