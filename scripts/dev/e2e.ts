import { createRequire } from "node:module";
import path from "node:path";
import { runJourneys } from "./journeys.ts";

/** `npm run e2e -- [--no-build] [playwright's own arguments]`: the journeys against a build of their own. */
const args = process.argv.slice(2).filter((arg) => arg !== "--no-build");

function playwright(folder: string): string {
  const manifest = createRequire(path.join(folder, "package.json")).resolve("@playwright/test/package.json");
  return path.join(path.dirname(manifest), "cli.js");
}

process.exit(
  await runJourneys({
    name: "e2e",
    build: !process.argv.includes("--no-build"),
    file: playwright,
    args: ["test", ...args],
  }),
);
