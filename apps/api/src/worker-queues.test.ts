import { describe, expect, it } from "vitest";
import { chosenQueues } from "./worker-queues.ts";

const known = ["billing", "notifications", "reactions"];
const workflows = (executesIn: "worker" | "platform" | "caller" = "worker") => ({
  queues: () => known,
  capabilities: { durable: true, executesIn },
});

describe("what a worker works off", () => {
  it("is everything when nothing is said", () => {
    expect(chosenQueues([], workflows())).toBeUndefined();
  });

  it("is what is said, each once", () => {
    expect(chosenQueues(["--queues", "notifications, reactions,notifications"], workflows())).toEqual([
      "notifications",
      "reactions",
    ]);
    expect(chosenQueues(["--queues=billing"], workflows())).toEqual(["billing"]);
  });

  it.each([
    [["--queues", "senders,billing"], 'there is no queue "senders"; there are billing, notifications, reactions'],
    [["--queues", ""], 'there is no queue ""'],
    [["--queues", "billing,"], 'there is no queue ""'],
    [["--queues"], 'a worker takes "--queues a,b" and nothing else'],
    [["--queue", "billing"], 'a worker takes "--queues a,b" and nothing else'],
    [["billing"], 'a worker takes "--queues a,b" and nothing else'],
  ])("is refused by a line that says why: %j", (args, fault) => {
    expect(() => chosenQueues(args, workflows())).toThrow(fault);
  });

  it.each(["platform", "caller"] as const)("is refused where jobs run elsewhere: %s", (executesIn) => {
    expect(() => chosenQueues(["--queues", "billing"], workflows(executesIn))).toThrow("runs no jobs in a worker");
    expect(chosenQueues([], workflows(executesIn))).toBeUndefined();
  });
});
