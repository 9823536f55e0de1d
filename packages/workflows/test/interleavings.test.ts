import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effect, type Fault, type Faults, type Harness, newTenant, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** From a place on, every call fails: the process is gone. Before it, single ones do. */
const fault = fc.constantFrom<Fault>("before", "after");
const faults: fc.Arbitrary<Faults> = fc.oneof(
  fc.constant({}),
  fc.record({ at: fc.nat({ max: 7 }), how: fault, isGone: fc.boolean() }).map(({ at, how, isGone }): Faults => ({
    door: (nth) => (nth === at ? how : isGone && nth > at ? "before" : undefined),
  })),
  fc
    .record({ at: fc.nat({ max: 7 }), how: fault, every: fc.integer({ min: 2, max: 9 }) })
    .map(({ at, how, every }): Faults => ({ engine: (nth) => (nth % every === at % every ? how : undefined) })),
);

const actions = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("publish" as const), key: fc.constantFrom("a", "b", "") }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("enqueue" as const), key: fc.constantFrom("x", "y") }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("repeat" as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("roll back" as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("relay" as const), faults }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("relay twice" as const), faults, others: faults }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("run" as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), seconds: fc.constantFrom(1, 61, 4_000) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("spoil" as const), times: fc.nat({ max: 3 }) }) },
  ),
  { minLength: 1, maxLength: 25 },
);

describe("whatever is published, relayed, run and interrupted in whatever order", () => {
  it("J-1: nothing is lost, nothing is doubled, and each key keeps its order", async () => {
    await fc.assert(fc.asyncProperty(actions, check), { numRuns: 30, endOnFailure: true });
  }, 120_000);
});

type Action = typeof actions extends fc.Arbitrary<(infer One)[]> ? One : never;

async function check(given: readonly Action[]): Promise<void> {
  await harness.empty();
  let spoilt = 0;
  const write = effect(({ data }) => ("name" in data ? String(data.name) : "?"));
  const { worker, relay, memory, clock, handed } = harness.cluster({
    needs: {
      reactions: () => ({
        "test.happened": {
          write: async (event, tx) => {
            await write(event, tx);
            if (spoilt > 0) {
              spoilt -= 1;
              throw new Error("spoilt");
            }
          },
        },
      }),
    },
  });
  const context = newTenant();
  const published: Published[] = [];
  const enqueued = new Set<string>();
  await worker.workflows.start();

  for (const action of given) {
    switch (action.do) {
      case "publish": {
        const event = { id: randomUUID(), name: `${action.key}${published.length}`, key: action.key };
        published.push(event);
        await worker.publish(context, eventOf(event));
        break;
      }
      case "repeat": {
        const [first] = published;
        if (first !== undefined) await worker.publish(context, eventOf(first));
        break;
      }
      case "enqueue":
        enqueued.add(action.key);
        await worker.enqueue(context, { text: action.key }, { idempotencyKey: action.key });
        break;
      case "roll back":
        await worker.doors
          .withTenant(context, async (tx) => {
            await worker.workflows.publish(tx, { type: "test.happened", data: { name: "rolled back" } });
            await worker.workflows.enqueue(tx, "test.note", { text: "rolled back" });
            throw new Error("roll back");
          })
          .catch(() => undefined);
        break;
      case "relay":
        await relay(action.faults).workflows.relay();
        break;
      case "relay twice":
        await Promise.all([relay(action.faults).workflows.relay(), relay(action.others).workflows.relay()]);
        break;
      case "run":
        await memory.settle();
        break;
      case "wait":
        clock.now = new Date(clock.now.getTime() + action.seconds * 1_000);
        break;
      case "spoil":
        spoilt += action.times;
        break;
    }
  }

  // Everything works again, and every hold and backoff passes.
  spoilt = 0;
  const last = relay();
  for (let pass = 0; pass < 3; pass++) {
    clock.now = new Date(clock.now.getTime() + 2 * 60 * 60_000);
    await last.drain();
    await worker.advance(8_000);
  }
  await worker.workflows.stop();

  expect((await harness.texts()).toSorted()).toEqual(published.map(({ name }) => name).toSorted());
  expect(worker.notes.toSorted()).toEqual([...enqueued].toSorted());
  expect(await harness.outbox()).toEqual([]);
  expect((await harness.runs()).filter(({ status }) => status !== "succeeded")).toEqual([]);
  const about = await harness.inputs();
  const order = handed().map((id) => about.get(id) ?? "?");
  for (const key of ["a", "b"]) {
    const expected = published.filter((event) => event.key === key).map(({ name }) => name);
    expect(order.filter((name) => name.startsWith(key))).toEqual(expected);
  }
}

interface Published {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

const eventOf = ({ id, name, key }: Published) => ({
  id,
  type: "test.happened",
  data: { name },
  ...(key === "" ? {} : { orderKey: key }),
});
