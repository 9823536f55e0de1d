import { PgBoss } from "pg-boss";

/**
 * pg-boss by itself, under its own worker and with the settings that make that one quick: what the engine is measured
 * against (`npm run bench -- workflows`).
 */
export async function openRawQueue(databaseUrl: string, queue: string) {
  const storage = { migrate: false, supervise: false, schedule: false, max: 1 };
  const boss = new PgBoss({ connectionString: databaseUrl, ...storage, useListenNotify: true });
  const troubles: Error[] = [];
  boss.on("error", (error) => void troubles.push(error));
  await boss.start();
  await boss.createQueue(queue, { policy: "standard", notify: true });
  return {
    send: (payload: object) => boss.send(queue, payload),
    fill: (payloads: readonly object[]) =>
      boss.insert(
        queue,
        payloads.map((data) => ({ data })),
      ),
    async work(atOnce: number, handle: (payload: unknown) => void): Promise<void> {
      const settings = { batchSize: atOnce, burstWhenBatchFull: true, pollingIntervalSeconds: 1 };
      await boss.work(queue, settings, async (jobs) => {
        for (const { data } of jobs) handle(data);
      });
    },
    rest: () => boss.offWork(queue, { wait: true }),
    async close(): Promise<void> {
      await boss.stop({ graceful: false });
      if (troubles.length > 0) throw new AggregateError(troubles, "the baseline had troubles of its own");
    },
  };
}
