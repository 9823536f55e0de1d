import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { HASHES_FILE, hashScripts, joinScripts, MOST_HASHES, type ScriptHashes } from "./script-hashes.ts";

const Manifest = z.object({
  routes: z.record(
    z.string(),
    z.object({ dataRoute: z.string().nullable(), initialRevalidateSeconds: z.union([z.number(), z.literal(false)]) }),
  ),
});

const built = path.join(import.meta.dirname, ".next");
const { routes } = Manifest.parse(JSON.parse(readFileSync(path.join(built, "prerender-manifest.json"), "utf8")));
const hashes: ScriptHashes = {};
for (const [route, { dataRoute, initialRevalidateSeconds }] of Object.entries(routes)) {
  // Without data it is a file such as an icon.
  if (dataRoute === null) continue;
  if (initialRevalidateSeconds !== false) {
    throw new Error(`${route} is made again at run time, when nobody hashes its scripts: make it static or dynamic.`);
  }
  const file = path.join(built, "server/app", `${route === "/" ? "/index" : route}.html`);
  const html = joinScripts(readFileSync(file, "utf8"));
  const found = hashScripts(html);
  if (found.length > MOST_HASHES) {
    throw new Error(`${route} has ${found.length} inline scripts: its policy would be too long a header.`);
  }
  writeFileSync(file, html);
  hashes[route] = found;
}
writeFileSync(path.join(built, HASHES_FILE), `${JSON.stringify(hashes, undefined, 2)}\n`);
