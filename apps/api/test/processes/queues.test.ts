import { newPerson } from "@ninefold/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Product, signUpRequest, startProduct } from "./product.ts";

const PATIENT = { timeout: 60_000, interval: 100 };

let product: Product;
beforeAll(async () => {
  const workers = [
    ["--queues", "reactions"],
    ["--queues", "notifications,billing"],
    ["--queues", "senders"],
  ];
  product = await startProduct({ workers });
}, 60_000);
afterAll(() => product.close());

it(
  "workers with other queues each do their part, and what nobody works off waits where operators see it",
  { timeout: 150_000 },
  async () => {
    const [senders] = product.others;
    const person = newPerson();
    const response = await fetch(`${product.apis[0]?.url}/api/auth/sign-up/email`, signUpRequest(person));
    expect(response.status).toBe(200);
    // The reaction was made here, which is how there is a mail to send; and it was relayed, by a worker that is not its own.
    await expect
      .poll(async () => (await product.waiting()).filter(({ queue }) => queue === "notifications"), PATIENT)
      .toEqual([{ queue: "notifications", status: "queued", rows: 1 }]);
    expect((await product.waiting()).filter(({ queue }) => queue === "reactions")).toEqual([]);
    expect(await product.mailsTo(person.email)).toEqual([]);

    await senders?.start();
    await expect.poll(() => product.mailsTo(person.email), PATIENT).toHaveLength(1);
    // Whoever reacts is away: the senders leave reactions alone.
    await product.worker.kill("SIGTERM");
    const next = newPerson();
    await fetch(`${product.apis[0]?.url}/api/auth/sign-up/email`, signUpRequest(next));
    await expect
      .poll(async () => (await product.waiting()).map(({ queue, status }) => `${queue} ${status}`), PATIENT)
      .toContain("reactions queued");
    expect(await product.mailsTo(next.email)).toEqual([]);
    await product.worker.start();
    await expect.poll(() => product.mailsTo(next.email), PATIENT).toHaveLength(1);
    // Of both people, since nobody was told to work that off.
    await expect.poll(product.waiting, PATIENT).toEqual([{ queue: "observability", status: "queued", rows: 2 }]);
  },
);

it("a worker that is told of a queue that there is not says so in one line, and ends", async () => {
  const [, mistaken] = product.others;
  await expect(mistaken?.start()).rejects.toThrow("ended with 1");
  expect(mistaken?.output()).toMatch(/--queues: there is no queue "senders"; there are billing, .*reactions/);
  expect(mistaken?.output()).not.toContain(" at ");
});
