import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { endGroup, onEnding } from "./processes.mjs";
import { root, toolEnv } from "./machine.mjs";

/**
 * @typedef {{ passed: number, failed: number, notes?: readonly string[] }} Count
 * @typedef {{
 *   name: string,
 *   command: string,
 *   args: readonly string[],
 *   env?: NodeJS.ProcessEnv,
 *   alone?: boolean,
 *   needs?: string,
 *   count?: (code: number) => Count,
 * }} Step
 *   `needs`: the step without whose success this one says nothing.
 *   `alone`: nothing runs beside it, since its tests measure time or use both cores.
 *   `count`: how many tests there were; a step without one counts as a single pass or fail.
 */

/**
 * Runs steps in order, independent ones side by side. What a step prints appears in one piece when it ends.
 * @param {readonly Step[]} steps
 * @returns {Promise<Count>}
 */
export async function runSteps(steps) {
  const total = { passed: 0, failed: 0 };
  const waiting = [...steps];
  /** @type {Set<string>} */
  const broken = new Set();
  /** @type {Set<Promise<unknown>>} */
  const running = new Set();
  const stop = stopOnEnding();
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting[0];
    const fits = next !== undefined && (next.alone ? running.size === 0 : running.size < lanes());
    if (!fits) {
      await Promise.race(running);
      continue;
    }
    waiting.shift();
    const run = add(next);
    running.add(run);
    void run.then(() => running.delete(run));
    if (next.alone) await run;
  }
  stop.off();
  return total;

  /** @param {Step} step */
  async function add(step) {
    const count = step.needs && broken.has(step.needs) ? leaveOut(step) : await runStep(step, stop);
    if (count.failed > 0) broken.add(step.name);
    total.passed += count.passed;
    total.failed += count.failed;
  }
}

/** @param {Step} step @returns {Count} */
function leaveOut(step) {
  console.log(`✗ ${step.name.padEnd(12)}could not run: ${step.needs} failed`);
  return { passed: 0, failed: 1 };
}

/** @param {Step} step @param {ReturnType<typeof stopOnEnding>} stop @returns {Promise<Count>} */
async function runStep(step, stop) {
  const began = Date.now();
  const { code, output } = await capture(step, stop);
  const count = step.count?.(code) ?? (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  // A program that fails after its tests have passed has failed all the same.
  const failed = code !== 0 && count.failed === 0 ? 1 : count.failed;
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  const figures = step.count === undefined ? "" : `  ${count.passed} passed, ${failed} failed`;
  if (failed > 0) console.log(`\n${output.trimEnd()}`);
  for (const note of count.notes ?? []) console.log(`  ${note}`);
  console.log(`${failed === 0 ? "✓" : "✗"} ${step.name.padEnd(12)}${seconds.padStart(7)} s${figures}`);
  return { passed: count.passed, failed };
}

/** @param {Step} step @param {ReturnType<typeof stopOnEnding>} stop @returns {Promise<{ code: number, output: string }>} */
function capture(step, stop) {
  return new Promise((done) => {
    const child = spawn(step.command, step.args, {
      cwd: root,
      env: { ...toolEnv(), FORCE_COLOR: process.stdout.isTTY ? "1" : "0", ...step.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    stop.children.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("error", (error) => (output += `${step.command}: ${error.message}\n`));
    child.once("close", (code) => {
      stop.children.delete(child);
      done({ code: code ?? 1, output });
    });
  });
}

function stopOnEnding() {
  /** @type {Set<import("node:child_process").ChildProcess>} */
  const children = new Set();
  const off = onEnding(() => {
    for (const { pid } of children) endGroup(pid);
    console.log("\nInterrupted");
    // Whoever runs a stack of its own needs a moment to end it.
    setInterval(() => {
      if (children.size === 0) process.exit(130);
    }, 50);
    setTimeout(() => process.exit(130), 20_000);
  });
  return { children, off };
}

const lanes = () => Math.max(1, Math.min(4, availableParallelism()));
