import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Description } from "./description.ts";

/**
 * The description that the API wrote of itself, read while the site is built; `undefined` when there is none.
 * @throws ZodError for one that can not be shown.
 */
export function readDescription(): Description | undefined {
  // A build runs in the web app's folder.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "../../docs/reference/openapi.json");
  return existsSync(file) ? Description.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}
