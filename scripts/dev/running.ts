import { randomUUID } from "node:crypto";
import path from "node:path";
import { type Child, killMarked, startChild } from "./child.ts";
import { noteRunning } from "./data-folder.ts";
import { StackError } from "./errors.ts";
import { createLineFilter } from "./log-lines.ts";

export interface RunOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Running {
  readonly child: Child;
  /** Resolves, with a word on how, when the program does not work any more. */
  readonly failed: Promise<string>;
}

export type Programs = ReturnType<typeof createPrograms>;

interface ProgramsOptions {
  readonly dataDir: string;
  readonly verbose?: boolean;
  readonly signal?: AbortSignal;
}

/** Everything this stack starts goes through here, so that `stop` knows all of it. */
export function createPrograms({ dataDir, verbose = false, signal }: ProgramsOptions, say: (line: string) => void) {
  const children: Child[] = [];
  const mark = `NINEFOLD_STACK=${randomUUID()}`;
  let stopped = false;

  function run(options: RunOptions, onLine?: (line: string) => void): Running {
    signal?.throwIfAborted();
    if (stopped) throw new StackError("Stopped.");
    const show = createLineFilter(verbose);
    const crashed = Promise.withResolvers<string>();
    const child = startChild({
      ...options,
      env: { ...options.env, NINEFOLD_STACK: mark.slice(mark.indexOf("=") + 1) },
      logFile: logFile(dataDir, options.name),
      onLine(line, stream) {
        // The watcher outlives the program it watches, so this line is the only sign.
        if (line.startsWith("Failed running ")) crashed.resolve("failed");
        if (onLine !== undefined) return onLine(line);
        const shown = show(line, stream);
        if (shown !== undefined) say(`${options.name.padEnd(9)} │ ${shown}`);
      },
    });
    children.push(child);
    noteRunning(
      dataDir,
      children.map(({ pid }) => pid),
    );
    return { child, failed: Promise.race([child.ended, crashed.promise]) };
  }

  return {
    run: (options: RunOptions) => run(options),
    /** Runs to the end. Returns what it printed. @throws StackError with its last lines when it fails. */
    async finish(options: RunOptions): Promise<readonly string[]> {
      const lines: string[] = [];
      const running = run(options, (line) => lines.push(line));
      const interrupt = () => void running.child.stop();
      signal?.addEventListener("abort", interrupt, { once: true });
      const how = await running.child.ended;
      signal?.removeEventListener("abort", interrupt);
      signal?.throwIfAborted();
      if (how !== "ended with code 0") throw failureOf(running, how);
      return lines;
    },
    async stop(): Promise<void> {
      stopped = true;
      // Whoever is finishing its work may still have a mail to send.
      const vendors = children.filter(({ name }) => name === "emulators");
      await Promise.all(children.filter((child) => !vendors.includes(child)).map((child) => child.stop()));
      await Promise.all(vendors.map((child) => child.stop()));
      killMarked(mark);
    },
  };
}

export function failureOf({ child }: Running, how: string): StackError {
  return new StackError(`${child.name} ${how}. Its last lines:\n${tail(child)}`);
}

export function tail(child: Child): string {
  return child
    .lastLines()
    .map((line) => `${child.name.padEnd(9)} │ ${line}`)
    .join("\n");
}

export const logFile = (dataDir: string, name: string) => path.join(dataDir, "logs", `${name}.log`);
