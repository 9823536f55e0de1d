import { AsyncLocalStorage } from "node:async_hooks";
import { messageOf } from "../domain/failure.ts";
import { MAX_SAID, type Said } from "./said.ts";

/** How long a progress that was written stands, at least. */
const PACE_MS = 500;

export interface ReporterNeeds {
  /** Answers how many of the lines were kept. */
  readonly write: (said: Said) => Promise<number>;
  readonly now: () => Date;
  /** Told once of what could not be written. */
  readonly captureError: (error: unknown) => void;
  /** Calls `work` later. The answer takes it back. */
  readonly after?: (ms: number, work: () => void) => () => void;
}

/**
 * Writes down what one attempt says of itself, in short transactions of its own. Neither `log` nor `progress` waits or
 * throws: a job does not fail because its story could not be told.
 */
export function createReporter({ write, now, captureError, after = later }: ReporterNeeds) {
  // A handler may say something while it has a transaction open; this is none of it.
  const outside = AsyncLocalStorage.snapshot();
  let lines: { readonly at: Date; readonly message: string }[] = [];
  let percent: number | undefined;
  let said = 0;
  let isClosed = false;
  let isFull = false;
  let hasFailed = false;
  let writing: Promise<void> | undefined;
  let endPace: (() => void) | undefined;

  const hasNews = () => lines.length > 0 || (percent !== undefined && endPace === undefined);

  function begin(): void {
    if (hasNews()) writing ??= outside(drain);
  }

  async function drain(): Promise<void> {
    // What is said in one go is written in one.
    await Promise.resolve();
    while (hasNews()) {
      const taken = { lines, progress: percent };
      [lines, percent] = [[], undefined];
      if (taken.progress !== undefined) pace();
      try {
        const kept = await write(taken);
        isFull ||= kept < taken.lines.length;
      } catch (error) {
        if (!hasFailed) captureError(error);
        hasFailed = true;
      }
    }
    writing = undefined;
  }

  function pace(): void {
    endPace?.();
    endPace = isClosed
      ? undefined
      : after(PACE_MS, () => {
          endPace = undefined;
          begin();
        });
  }

  return {
    /** A line of the run's timeline. */
    log(message: string): void {
      if (isClosed || isFull || said >= MAX_SAID) return;
      said += 1;
      lines.push({ at: now(), message: messageOf(message) });
      begin();
    },

    progress(part: number): void {
      if (isClosed || Number.isNaN(part)) return;
      percent = Math.floor(Math.min(100, Math.max(0, part)));
      begin();
    },

    /** Resolves when all that was said is written; what is said afterwards is not. */
    async close(): Promise<void> {
      isClosed = true;
      endPace?.();
      endPace = undefined;
      begin();
      await writing;
    },
  };
}

function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
}
