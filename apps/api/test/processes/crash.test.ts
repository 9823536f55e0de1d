import { newPerson } from "@ninefold/testing";
import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Product, signUpRequest, startProduct } from "./product.ts";

const KILLS = 50;
const CALLERS = 4;
/** A killed worker's runs are taken over when its heartbeat has been missing for long enough; twice, to be sure. */
const DRAIN_MS = 120_000;

it(
  "loses no mail and sends none twice while API and worker are killed fifty times under sign-ups",
  { timeout: 300_000 },
  async () => {
    const product = await startProduct();
    const load = signUps(product);

    for (let kill = 0; kill < KILLS; kill += 1) {
      const [victim] = kill % 2 === 0 ? product.apis : [product.worker];
      // At any moment of a sign-up or a delivery: that is the point.
      await delay(randomInt(50, 400));
      await victim?.kill("SIGKILL");
      await victim?.start();
    }
    const { tried, accepted } = await load.stop();
    await product.drained(DRAIN_MS);

    expect(accepted.length).toBeGreaterThan(KILLS);
    const counts = new Map<string, number>();
    for (const email of tried) counts.set(email, (await product.mailsTo(email)).length);
    expect(accepted.filter((email) => counts.get(email) !== 1)).toEqual([]);
    // Whoever got no answer may have been signed up or not: then with one mail, or none.
    expect(tried.filter((email) => (counts.get(email) ?? 0) > 1)).toEqual([]);
    await product.close();
  },
);

/** Callers that sign somebody new up, one after the other, whatever happens. */
function signUps({ apis }: Product) {
  const [api] = apis;
  const tried: string[] = [];
  const accepted: string[] = [];
  const stopped = new AbortController();

  async function caller(): Promise<void> {
    while (!stopped.signal.aborted) {
      const person = newPerson();
      tried.push(person.email);
      const response = await fetch(`${api?.url}/api/auth/sign-up/email`, signUpRequest(person)).catch(() => undefined);
      if (response?.ok) accepted.push(person.email);
      // While nobody listens, a refusal takes no time at all.
      if (response === undefined) await delay(20);
    }
  }

  const callers = Array.from({ length: CALLERS }, caller);
  return {
    async stop() {
      stopped.abort();
      await Promise.all(callers);
      return { tried, accepted };
    },
  };
}
