import { expect, it } from "vitest";
import { openGate } from "./gate.ts";

it("lets so many go on at a time, the urgent first, the others in their order, and minds no failure", async () => {
  const gate = openGate(2);
  const order: string[] = [];
  const doors = Promise.withResolvers<void>();
  let [now, most] = [0, 0];
  const call = (name: string, isUrgent = false) =>
    gate.pass(isUrgent, async () => {
      order.push(name);
      most = Math.max(most, (now += 1));
      await doors.promise;
      now -= 1;
      if (name === "b") throw new Error(name);
    });
  const calls = [call("a"), call("b"), call("c"), call("d"), call("urgent", true), call("e")];
  doors.resolve();
  const ends = await Promise.allSettled(calls);
  expect(order).toEqual(["a", "b", "urgent", "c", "d", "e"]);
  expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(most).toBe(2);
});
