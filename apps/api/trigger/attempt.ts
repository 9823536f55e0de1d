import { text } from "node:stream/consumers";
import { AttemptRequest, indexTasks } from "@ninefold/workflows/trigger/platform";
import { closeSystem } from "./system.ts";

const LAST_WORD_MS = 4_000;

/**
 * What the emulator of Trigger.dev runs for each attempt, in place of the vendor's own process: the attempt as JSON on
 * standard input, its outcome as the last line of output. SIGTERM cancels it.
 */
const controller = new AbortController();
process.once("SIGTERM", () => {
  controller.abort();
  // Whoever started it may be gone as well, and nobody else ends a handler that ignores its signal.
  setTimeout(() => process.exit(1), LAST_WORD_MS).unref();
});
// Nobody listens any more.
process.stdout.on("error", () => process.exit(1));

const request = AttemptRequest.parse(JSON.parse(await text(process.stdin)));
const platform = await indexTasks(() => import("./tasks/all.ts"));
const outcome = await platform.attempt(request, controller.signal);
await closeSystem();
process.stdout.write(`${JSON.stringify(outcome)}\n`, () => process.exit(0));
