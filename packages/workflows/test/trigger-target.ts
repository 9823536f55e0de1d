import type { Target } from "@ninefold/testing/conformance-kit";
import { startEmulator, type TriggerEmulator } from "@ninefold/testing/emulators";
import { triggerDevWorkflows } from "@ninefold/workflows/trigger";
import { indexTasks } from "@ninefold/workflows/trigger/platform";
import { declareTasks } from "@ninefold/workflows/trigger/tasks";
import type { Task, WorkflowEngine } from "@ninefold/workflows";
import { virtualTimeline } from "../src/adapters/timeline.ts";
import type { WorkflowRule, WorkflowSubject } from "./conformance.ts";

const emulators = new WeakMap<WorkflowSubject, TriggerEmulator>();

/** The vendor's own SDK and our adapter as in production, against the vendor's emulator, on one clock with it. */
export const triggerTarget = {
  make: () => makeTrigger(),
  capabilities: { volatile: false, hosts: false },
  async close(subject) {
    const emulator = emulators.get(subject);
    await emulator?.close();
    const [unknown] = emulator?.unknownRequests() ?? [];
    if (unknown !== undefined) throw new Error(`the emulator was asked for what it does not know: ${unknown.path}`);
  },
} satisfies Target<WorkflowSubject, WorkflowRule>;

/** @param through what stands between our adapter and the vendor. */
export async function makeTrigger(through: (url: string) => string = (url) => url): Promise<WorkflowSubject> {
  const emulator = await startEmulator("trigger");
  const timeline = virtualTimeline();
  await emulator.clock.set(timeline.now());
  const engine = triggerDevWorkflows({
    secretKey: emulator.secretKey,
    baseUrl: through(emulator.url),
    guard: (_call, work, { signal = new AbortController().signal } = {}) => work(signal),
    now: timeline.now,
  });
  /** Attempts that have begun and whose handler has not been called yet. */
  const onTheirWay = new Set<string>();

  /** What is started here is what was deployed there: declared through the SDK, found by the vendor's catalogue. */
  async function deploy(tasks: readonly Task[]): Promise<void> {
    const find = async (name: string): Promise<Task> => {
      const task = tasks.find((one) => one.name === name);
      if (task === undefined) throw new Error(`${name} was not deployed`);
      return {
        ...task,
        run(payload, attempt) {
          onTheirWay.delete(attempt.runId);
          return task.run(payload, attempt);
        },
      };
    };
    const platform = await indexTasks(() => declareTasks(tasks, find, timeline));
    emulator.deploy(async (envelope, signal) => {
      onTheirWay.add(envelope.runId);
      try {
        return await platform.attempt(envelope, signal);
      } finally {
        onTheirWay.delete(envelope.runId);
      }
    });
  }

  /** Until everything that is due has begun, and what has begun is in its handler or over. */
  async function quiet(): Promise<void> {
    do {
      await emulator.settle();
      for (let turn = 0; turn < 3 || onTheirWay.size > 0; turn += 1) await new Promise((next) => setImmediate(next));
    } while ((emulator.nextAt() ?? NEVER) <= timeline.now());
  }

  async function advance(ms: number): Promise<void> {
    const until = new Date(timeline.now().getTime() + ms);
    await quiet();
    for (let next = soonest(); next <= until; next = soonest()) {
      await timeline.advance(Math.max(0, next.getTime() - timeline.now().getTime()));
      await emulator.clock.set(timeline.now());
      await quiet();
    }
    await timeline.advance(until.getTime() - timeline.now().getTime());
    await emulator.clock.set(until);
    await quiet();
  }
  const soonest = () =>
    new Date(Math.min(...[emulator.nextAt(), timeline.nextAt()].map((at) => (at ?? NEVER).getTime())));

  const started: WorkflowEngine = {
    ...engine,
    async start(tasks, options) {
      await engine.start(tasks, options);
      await deploy(tasks);
    },
  };
  const subject = { engine: started, advance };
  emulators.set(subject, emulator);
  return subject;
}

const NEVER = new Date(8_640_000_000_000_000);
