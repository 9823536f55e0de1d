import { reportFatal } from "./fatal.ts";

const LAST_WORDS_MS = 1_000;

/**
 * Loaded before everything else (`node --import`). A failure that nothing caught leaves the process in an unknown
 * state: it is written as one line of the log, and the process ends so that its supervisor starts a clean one.
 */
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (failure: unknown) => {
    const { name, message, stack } = failure instanceof Error ? failure : new Error(String(failure));
    // Database errors carry the query's parameters in their message.
    const error = name === "DrizzleQueryError" ? { name } : { name, message, stack };
    process.stderr.write(`${JSON.stringify({ level: "fatal", time: new Date().toISOString(), event, error })}\n`);
    void end(failure);
  });
}

/** Whoever watches errors is told as well, where that is quick: the process is not to be trusted for long. */
async function end(failure: unknown): Promise<void> {
  await reportFatal(failure, LAST_WORDS_MS);
  process.exit(1);
}
