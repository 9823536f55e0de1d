import { AsyncLocalStorage } from "node:async_hooks";

interface Waiting<Given, Answer> {
  readonly given: Given;
  readonly resolve: (answer: Answer | PromiseLike<Answer>) => void;
  readonly reject: (error: unknown) => void;
}

/** One answer for each that was given, in the same order. One that is a promise keeps nobody else waiting. */
type Work<Given, Answer> = (batch: readonly Given[]) => Promise<readonly (Answer | PromiseLike<Answer>)[]>;

/**
 * Does together what is asked for in one turn of the event loop, and what is asked for meanwhile after it: whoever is
 * alone waits for nobody, and the more there is, the less each costs. When a batch fails, all of it does.
 */
export function inBatches<Given, Answer>(limit: number, work: Work<Given, Answer>): (given: Given) => Promise<Answer> {
  /** A batch is many callers', so it belongs to the context of none. */
  const outside = AsyncLocalStorage.snapshot();
  let waiting: Waiting<Given, Answer>[] = [];
  let busy = false;

  async function run(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, limit);
      waiting = waiting.slice(limit);
      try {
        const answers = await work(batch.map(({ given }) => given));
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one answer for each, says the type of `work`
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    busy = false;
  }

  return (given) =>
    new Promise((resolve, reject) => {
      waiting.push({ given, resolve, reject });
      if (busy) return;
      busy = true;
      void outside(run);
    });
}
