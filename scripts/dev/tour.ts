import path from "node:path";
import { readArguments } from "../../e2e/tour/arguments.ts";
import { runJourneys } from "./journeys.ts";

/**
 * `npm run tour -- [--no-build] [--driver http|playwright|keyboard]… [--down <vendor>]…`: one visit through all nine
 * systems, against a build of its own, with a line for each step as it goes, and with a vendor away where one is named.
 * Several drivers take the tour one after another.
 */
const args = process.argv.slice(2).filter((arg) => arg !== "--no-build");
const asked = readArguments(args);
if ("fault" in asked) {
  // Said now, and not after a minute of building.
  console.error(asked.fault);
  process.exit(2);
}

process.exit(
  await runJourneys({
    name: "tour",
    build: !process.argv.includes("--no-build"),
    file: (folder) => path.join(folder, "tour/main.ts"),
    args,
  }),
);
