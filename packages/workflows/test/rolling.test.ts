import { bindJob } from "@ninefold/workflows";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Harness, jobOf, newTenant, note, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

/** The next version takes another input. */
const second = (notes: string[]) =>
  bindJob(
    {
      ...note,
      version: 2,
      input: z.object({ words: z.string() }),
      handler:
        (kept: string[]) =>
        async ({ words }: { words: string }) =>
          void kept.push(words),
    },
    notes,
  );

describe("J-53: releases that know different jobs", () => {
  it("each work off what they know: a run of the newer waits while the older is alone, and burns nothing", async () => {
    const notes: string[] = [];
    const old = harness.world();
    const newer = harness.world({ jobs: [bindJob(note, notes), second(notes)] });
    const context = newTenant();
    await old.enqueue(context, { text: "from the old" });
    await newer.enqueue(context, { words: "from the new" });
    await old.workflows.start();
    await old.drain();
    await old.advance(3_600_000);
    expect(old.notes).toEqual(["from the old"]);
    expect(await harness.runs()).toMatchObject([
      { task: "test.note@1", status: "succeeded" },
      { task: "test.note@2", status: "queued", attempts: 0, lastError: null },
    ]);
    expect(old.troubles).toEqual([]);
    await old.workflows.stop();
    await newer.workflows.start();
    await newer.drain();
    expect(notes).toEqual(["from the new"]);
  });

  it("keep what is left of a job that was taken out, until a release has it again", async () => {
    const before = harness.world();
    await before.enqueue(newTenant(), { text: "left behind" });
    const without = harness.world({ jobs: [jobOf(async () => undefined, { id: "test.other" })] });
    await without.workflows.start();
    await without.drain();
    await without.advance(3_600_000);
    expect(await harness.runs()).toMatchObject([{ status: "queued", attempts: 0 }]);
    await without.workflows.stop();
    const again = harness.world();
    await again.workflows.start();
    await again.drain();
    expect(again.notes).toEqual(["left behind"]);
  });

  it("give an old run's input to the version that it was written for", async () => {
    const notes: string[] = [];
    const old = harness.world();
    await old.enqueue(newTenant(), { text: "as it was" });
    const newer = harness.world({ jobs: [bindJob(note, notes), second(notes)] });
    await newer.workflows.start();
    await newer.drain();
    expect(notes).toEqual(["as it was"]);
  });
});

describe("J-56: a database that refuses the note that a run has succeeded", () => {
  const REFUSAL = `create function fixture.refuse() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '53100'; end $$`;

  it.each([
    ["once it takes the failure", "new.status = 'succeeded'"],
    ["and also that it has failed", "new.status <> 'running'"],
  ])("loses nothing: the run is made again %s", async (_title, when) => {
    let made = 0;
    const job = jobOf(
      async () => {
        made += 1;
        if (made > 1) await harness.read(sql`drop function if exists fixture.refuse cascade`);
      },
      { retry: { attempts: 3, backoffMs: 1_000 } },
    );
    const world = harness.world({ jobs: [job], isDurable: true });
    const context = newTenant();
    const { runId } = await world.enqueue(context, { text: "x" });
    await world.workflows.relay();
    await harness.read(sql.raw(REFUSAL));
    await harness.read(
      sql.raw(
        `create trigger refuse before update on workflows.runs for each row when (${when}) execute function fixture.refuse()`,
      ),
    );
    await world.workflows.start();
    await world.memory.settle();
    expect(await world.workflows.findRun(context, runId)).not.toMatchObject({ status: "succeeded" });
    await world.advance(10_000);
    expect(await world.workflows.findRun(context, runId)).toMatchObject({ status: "succeeded", attempts: 2 });
    expect(made).toBe(2);
  });
});
