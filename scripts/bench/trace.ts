import { z } from "zod";

const Task = z.object({ pid: z.number(), tid: z.number(), ts: z.number(), dur: z.number(), tdur: z.number() });
const Handled = z.object({
  ph: z.literal("b"),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  args: z.object({ data: z.object({ interactionId: z.number().positive(), duration: z.number() }) }),
});
const Trace = z.object({ traceEvents: z.array(z.looseObject({ name: z.string() })) });

/** Where the browser writes what `slowestInteraction` reads. */
export const TRACED = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

/**
 * Milliseconds of the page's thread between a press, or a key, and the frame that it waited for: the most that any of a trace
 * took. Time of the processor and not of the clock, so that other work on the machine is not in it. 0 without a press.
 */
export function slowestInteraction(trace: string): number {
  const { traceEvents } = Trace.parse(JSON.parse(trace));
  const of = <T>(name: string, shape: z.ZodType<T>) =>
    traceEvents.filter((one) => one.name === name).flatMap((one) => shape.safeParse(one).data ?? []);
  const tasks = of("RunTask", Task);
  const costs = of("EventTiming", Handled).map(({ pid, tid, ts, args }) => {
    const end = ts + args.data.duration * 1_000;
    return tasks
      .filter((task) => task.pid === pid && task.tid === tid)
      .reduce((sum, task) => {
        const overlap = Math.min(end, task.ts + task.dur) - Math.max(ts, task.ts);
        // Of a task that began before, or went on, its share.
        return overlap > 0 && task.dur > 0 ? sum + (task.tdur * overlap) / task.dur : sum;
      }, 0);
  });
  return Math.max(0, ...costs) / 1_000;
}
