import path from "node:path";
import { type Stack, startStack } from "../dev/stack.ts";
import { dataDir } from "../lib/machine.mjs";

/** The whole product from a production build, with demo data and nothing of anybody's environment, for as long as `work` takes. */
export async function withSite<T>(work: (stack: Stack) => Promise<T>): Promise<T> {
  const stack = await startStack({
    mode: "preview",
    dataDir: path.join(dataDir, "bench"),
    fresh: true,
    durable: false,
    quiet: true,
    env: { NINEFOLD_STAGE: "local" },
  });
  try {
    return await work(stack);
  } finally {
    await stack.stop();
  }
}
