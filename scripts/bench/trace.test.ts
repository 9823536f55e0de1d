import { expect, it } from "vitest";
import { slowestInteraction } from "./trace.ts";

const thread = { pid: 1, tid: 1 };
const task = (ts: number, dur: number, tdur: number) => ({ name: "RunTask", ph: "X", ...thread, ts, dur, tdur });
const press = (ts: number, durationMs: number, interactionId = 7) => ({
  name: "EventTiming",
  ph: "b",
  ...thread,
  ts,
  args: { data: { interactionId, duration: durationMs } },
});
const traceOf = (...traceEvents: readonly object[]) => JSON.stringify({ traceEvents });

it("counts what the thread did between the press and its frame, and no time in which it waited for the processor", () => {
  const trace = traceOf(press(1_000, 50), task(2_000, 30_000, 10_000), task(40_000, 2_000, 2_000));
  expect(slowestInteraction(trace)).toBe(12);
});

it("counts a task that goes on after the frame by its share", () => {
  expect(slowestInteraction(traceOf(press(0, 10), task(5_000, 10_000, 8_000)))).toBe(4);
});

it("leaves out what came before and after, other threads, and events that are no interaction", () => {
  const trace = traceOf(
    task(0, 1_000, 1_000),
    press(2_000, 10),
    { ...task(3_000, 5_000, 5_000), tid: 2 },
    task(3_000, 1_000, 1_000),
    press(20_000, 90, 0),
    task(21_000, 60_000, 60_000),
  );
  expect(slowestInteraction(trace)).toBe(1);
});

it("answers the slowest of several, and nothing where nobody pressed anything", () => {
  expect(
    slowestInteraction(traceOf(press(0, 5), task(0, 3_000, 3_000), press(10_000, 5), task(11_000, 4_000, 4_000))),
  ).toBe(4);
  expect(slowestInteraction(traceOf(task(0, 1_000, 1_000)))).toBe(0);
});
