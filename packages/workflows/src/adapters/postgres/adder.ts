import type { Envelope } from "./run.ts";

export interface NewJob {
  readonly id: string;
  readonly data: Envelope;
}

/** Puts a run into a queue. False when one of that id exists. */
export type Add = (queue: string, job: NewJob) => Promise<boolean>;

interface Waiting {
  readonly job: NewJob;
  readonly added: PromiseWithResolvers<boolean>;
}

/** Of one statement: with payloads of a quarter of a megabyte it is large enough. */
const BATCH = 100;

/**
 * Puts those that come in one turn of the event loop, or while others are on their way, into their queue together: a
 * statement for a hundred costs little more than one for one.
 * @param insert Answers the ids that were not there.
 */
export function openAdder(insert: (queue: string, jobs: readonly NewJob[]) => Promise<ReadonlySet<string>>): Add {
  const waiting = new Map<string, Waiting[]>();

  async function run(queue: string, list: Waiting[]): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (list.length > 0) await addTogether(queue, list.splice(0, BATCH));
    waiting.delete(queue);
  }

  async function addTogether(queue: string, batch: readonly Waiting[]): Promise<void> {
    const jobs = new Map(batch.map(({ job }) => [job.id, job]));
    try {
      const added = new Set(await insert(queue, [...jobs.values()]));
      // Of two of one id, the first is added and the second finds it.
      for (const one of batch) one.added.resolve(added.delete(one.job.id));
    } catch (error) {
      for (const one of batch) one.added.reject(error);
    }
  }

  return (queue, job) => {
    const added = Promise.withResolvers<boolean>();
    const list = waiting.get(queue);
    if (list !== undefined) list.push({ job, added });
    else {
      const first = [{ job, added }];
      waiting.set(queue, first);
      void run(queue, first);
    }
    return added.promise;
  };
}
