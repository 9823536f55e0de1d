import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { composeContent } from "./compose.ts";
import { CONTENT_FILE } from "./content.ts";
import { contentVariables } from "./env.ts";
import { writtenContent } from "./written-content.ts";

// Before the build, and in development whenever a page was edited. A page with a fault ends it with a line that names
// file and field.
try {
  const content = await writtenContent(await composeContent(contentVariables()));
  const file = path.join(import.meta.dirname, CONTENT_FILE);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
