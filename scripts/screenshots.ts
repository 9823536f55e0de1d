/**
 * `npm run screenshots -- [--no-build]` takes the pictures of README.md and the landing page from the running product, in
 * both themes. A picture that looks as it did keeps its file: only what changed is there to be reviewed.
 */
import path from "node:path";
import { chromiumOptions } from "@ninefold/testing/browser";
import { chromium } from "@playwright/test";
import { startStack } from "./dev/stack.ts";
import { findBrowser } from "./lib/browser.mjs";
import { dataDir } from "./lib/machine.mjs";
import { onEnding } from "./lib/processes.mjs";
import { setScene } from "./screenshots/scene.ts";
import { takePictures } from "./screenshots/take.ts";

const ending = new AbortController();
onEnding(() => ending.abort(), { withParent: true });

async function main(): Promise<number> {
  const found = findBrowser();
  if ("problem" in found) throw new Error(found.problem);
  const stack = await startStack({
    mode: "preview",
    dataDir: path.join(dataDir, "screenshots"),
    build: !process.argv.includes("--no-build"),
    fresh: true,
    durable: false,
    // Of nobody's environment, so that the pictures are of the product as it is cloned.
    env: { PATH: process.env["PATH"], NINEFOLD_STAGE: "local" },
    signal: ending.signal,
  });
  try {
    console.log("Setting the scene");
    const scene = await setScene(stack);
    const browser = await chromium.launch(chromiumOptions({ path: found.path }));
    ending.signal.addEventListener("abort", () => void browser.close(), { once: true });
    try {
      const { changed, kept } = await takePictures({ browser, baseUrl: stack.baseUrl, scene });
      for (const file of changed) console.log(`New: ${file}`);
      console.log(`${changed.length} pictures are new, ${kept.length} look as they did.`);
    } finally {
      await browser.close();
    }
    return 0;
  } finally {
    await stack.stop();
  }
}

process.exit(
  await main().catch((error: unknown) => {
    console.error(error);
    return 1;
  }),
);
