import { reportFatal } from "./fatal.ts";

const LAST_WORDS_MS = 1_000;

/**
 * Loaded before everything else (`node --import`). A failure that nothing caught leaves the process in an unknown
 * state: it is written as one line of the log, and the process ends so that its supervisor starts a clean one.
 */
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    // Database errors carry the query's parameters in their message.
    const safe = name === "DrizzleQueryError" ? { name } : { name, message, stack };
    process.stderr.write(`${JSON.stringify({ level: "fatal", time: new Date().toISOString(), event, error: safe })}\n`);
    // Whoever watches errors is told as well, where that is quick: the process is not to be trusted for long.
    void reportFatal(error, LAST_WORDS_MS).finally(() => process.exit(1));
  });
}
