import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { openProduct, type ProcessOptions, type Urls } from "./workflow-bed.ts";

/** A worker as a process of its own, which can be killed. It says which attempts it begins to whoever started it. */
const { urls, ...options } = JSON.parse(process.argv[2] ?? "{}") as ProcessOptions & { readonly urls: Urls };
const effects = postgres(urls.DATABASE_QUEUE_URL, { max: 1 });
const product = openProduct(
  urls,
  async ({ ms, mark }, runId, attempt) => {
    if (mark === "told") process.send?.({ runId, attempt });
    await delay(ms);
    if (mark === "told") await effects`insert into bench.effects (run_id) values (${runId})`;
  },
  options,
);
process.once("SIGTERM", () => {
  void product.close().then(() => process.exit(0));
});
// It begins when it is told to, so that a time does not count how long a process takes to load.
process.once("message", () => void product.workflows.start().then(() => process.send?.("started")));
process.send?.("ready");
