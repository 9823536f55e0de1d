import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Answer, type EmulatorKit, type EmulatorRequest, NOT_EMULATED, type Vendor } from "../frame/define.ts";
import { type Intake, isRefusal, refuse } from "./intake.ts";
import type { State } from "./state.ts";

/** Of the vendor's limits, read 2026-11-20 (trigger.dev/docs/limits). */
const MOST_ITEMS = 1_000;

/** A batch that nobody waits for: with a parent, or anything else, the answer is 501. */
const Creation = z.strictObject({
  runCount: z.int().positive(),
  taskIdentifiers: z.array(z.string().min(1)).optional(),
  idempotencyKey: z.string().max(2_048).optional(),
  idempotencyKeyOptions: z.looseObject({}).optional(),
});

const Item = z.object({
  index: z.int().nonnegative(),
  task: z.string().min(1),
  payload: z.unknown(),
  options: z.looseObject({}).default({}),
});

/** Batches in the two steps of the SDK: how many there will be, and then one line for each, as often as it takes. */
export function batchRoutes({ clock, store }: EmulatorKit, { batches }: State, intake: Intake): Vendor["routes"] {
  return {
    "POST /api/v3/batches": ({ body }: EmulatorRequest): Answer => {
      const asked = Creation.safeParse(body);
      if (!asked.success) {
        const isOption = asked.error.issues.some(({ code }) => code === "unrecognized_keys");
        return refuse(isOption ? NOT_EMULATED : 400, asked.error.issues[0]?.message ?? "Invalid batch");
      }
      const { runCount, idempotencyKey } = asked.data;
      if (runCount > MOST_ITEMS)
        return refuse(400, `Batch size of ${runCount} is too large. Maximum is ${MOST_ITEMS}.`);
      const known = batches.list().find((one) => idempotencyKey !== undefined && one.idempotencyKey === idempotencyKey);
      const marks = idempotencyKey === undefined ? {} : { idempotencyKey };
      if (known !== undefined) return { status: 202, body: { id: known.id, runCount, isCached: true, ...marks } };
      const id = `batch_${randomBytes(12).toString("hex")}`;
      const createdAt = clock.now().toISOString();
      store.change(() =>
        batches.put(id, { id, runCount, runs: {}, idempotencyKey: idempotencyKey ?? null, createdAt }),
      );
      return { status: 202, body: { id, runCount, isCached: false, ...marks } };
    },

    "POST /api/v3/batches/:id/items": ({ params, text }: EmulatorRequest): Answer => {
      const batch = batches.find(params["id"] ?? "");
      if (batch === undefined) return refuse(404, "Batch not found");
      const runs = { ...batch.runs };
      let [accepted, deduplicated] = [0, 0];
      let refusal: Answer | undefined;
      for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
        const item = itemIn(line);
        // The connection was lost in the middle of a line: what came whole counts.
        if (item === undefined || item.index >= batch.runCount) break;
        if (runs[item.index] !== undefined) {
          deduplicated += 1;
          continue;
        }
        const taken = intake.take(item.task, { payload: item.payload, options: item.options });
        if (isRefusal(taken)) {
          refusal = taken;
          break;
        }
        runs[item.index] = taken.id;
        accepted += 1;
      }
      store.change(() => batches.put(batch.id, { ...batch, runs }));
      if (refusal !== undefined) return refusal;
      const enqueuedCount = Object.keys(runs).length;
      const sealed = enqueuedCount === batch.runCount;
      const missing = sealed ? {} : { enqueuedCount, expectedCount: batch.runCount };
      const counts = { itemsAccepted: accepted, itemsDeduplicated: deduplicated };
      return { status: 200, body: { id: batch.id, ...counts, sealed, ...missing } };
    },

    "GET /api/v2/batches/:id": ({ params }: EmulatorRequest): Answer => {
      const batch = batches.find(params["id"] ?? "");
      if (batch === undefined) return refuse(404, "Batch not found");
      const { id, runCount, createdAt } = batch;
      const runs = Object.values(batch.runs);
      const status = runs.length === runCount ? "COMPLETED" : "PENDING";
      return {
        status: 200,
        body: { id, status, runCount, runs, createdAt, updatedAt: createdAt, processing: { errors: [] } },
      };
    },
  };
}

function itemIn(line: string): z.infer<typeof Item> | undefined {
  try {
    return Item.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
