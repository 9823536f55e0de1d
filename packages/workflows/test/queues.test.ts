import { randomUUID } from "node:crypto";
import { bindJob, createRunAdmin } from "@ninefold/workflows";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readQueues } from "../src/service/queues.ts";
import { write } from "./ledger-rows.ts";
import { type Harness, newTenant, note, openHarness } from "./support.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterEach(() => harness.empty());
afterAll(() => harness.close());

const now = new Date(Date.UTC(2026, 5, 1, 12, 0, 30));
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const by = () => ({ actor: randomUUID(), requestId: randomUUID() });

const admin = () =>
  createRunAdmin({
    doors: harness.doors,
    jobs: () => [bindJob(note, []), bindJob({ ...note, id: "idle.note" }, [])],
    reactions: () => ({}),
    now: () => now,
    audit: async () => undefined,
    letGo: async () => undefined,
  });
const look = (window: "hour" | "day" = "hour", queue?: string) => admin().queues(by(), { window, queue });
const of = (report: Awaited<ReturnType<typeof look>>, queue: string) =>
  report.queues.find((one) => one.queue === queue);

/** One that waited and ran for so many seconds. */
const ended = (
  endedAgo: number,
  { waited = 0, took = 1, ...more }: Record<string, unknown> & { waited?: number; took?: number } = {},
) => ({
  status: "succeeded" as const,
  attempts: 1,
  enqueuedAt: ago(endedAgo + took + waited),
  startedAt: ago(endedAgo + took),
  endedAt: ago(endedAgo),
  ...more,
});

describe("queues", () => {
  it("are all there with nothing in them, for those that this release has", async () => {
    const { queues, series, relay } = await look();
    const nothing = {
      runs: {},
      oldestAt: null,
      deadLetters: 0,
      succeeded: 0,
      failed: 0,
      startMs: null,
      durationMs: null,
    };
    expect(queues).toEqual(["idle", "reactions", "test"].map((queue) => ({ queue, ...nothing })));
    expect(series).toHaveLength(60);
    expect(
      series.every(({ waiting, succeeded, startMs }) => waiting === 0 && succeeded === 0 && startMs === null),
    ).toBe(true);
    expect(relay).toEqual({ outbox: { event: 0, run: 0 }, oldestAt: null });
  });

  it("say how many do what, how long the oldest waits, and how many are dead letters, over all workspaces", async () => {
    await write(
      harness,
      newTenant(),
      { status: "pending", enqueuedAt: ago(40) },
      { status: "queued", enqueuedAt: ago(90) },
      { status: "running", enqueuedAt: ago(5_000), startedAt: ago(10), attempts: 1 },
      { status: "dead", enqueuedAt: ago(9_000), startedAt: ago(9_000), endedAt: ago(8_000), attempts: 3 },
    );
    await write(
      harness,
      newTenant(),
      { status: "waiting_retry", enqueuedAt: ago(7_000), startedAt: ago(7_000), attempts: 1 },
      { status: "scheduled", enqueuedAt: ago(7_000), dueAt: ago(-600) },
      { status: "queued", queue: "mail", enqueuedAt: ago(5) },
      { status: "dead", endedAt: ago(8_000), discardedAt: ago(5), discardReason: "known", attempts: 3 },
    );
    const report = await look();
    expect(of(report, "test")).toMatchObject({
      runs: { pending: 1, queued: 1, running: 1, waiting_retry: 1, scheduled: 1 },
      oldestAt: ago(90),
      deadLetters: 1,
    });
    expect(of(report, "mail")).toMatchObject({ runs: { queued: 1 }, oldestAt: ago(5), deadLetters: 0 });
  });

  it("count the wait of one that was put off, or made again, from when it could start", async () => {
    await write(
      harness,
      newTenant(),
      { status: "queued", enqueuedAt: ago(86_400), dueAt: ago(12) },
      { status: "queued", enqueuedAt: ago(86_400), replays: 1, replayedAt: ago(20), startedAt: ago(80_000) },
      ended(60, { waited: 0, enqueuedAt: ago(90_000), dueAt: ago(63), startedAt: ago(61) }),
    );
    const found = of(await look(), "test");
    expect(found).toMatchObject({ oldestAt: ago(20) });
    expect(found?.startMs?.p50).toBeCloseTo(2_000);
  });

  it("say how long half, and all but the slowest, waited and took, by minute and by queue", async () => {
    const waits = Array.from({ length: 20 }, (_, index) => ended(600, { waited: index + 1, took: 2 }));
    await write(harness, newTenant(), ...waits, ended(30, { queue: "mail", waited: 100, took: 50 }));
    const report = await look();
    const test = of(report, "test");
    expect([test?.succeeded, test?.failed]).toEqual([20, 0]);
    expect(test?.startMs?.p50).toBeCloseTo(10_500);
    expect(test?.startMs?.p95).toBeCloseTo(19_050);
    expect(test?.durationMs?.p95).toBeCloseTo(2_000);
    expect(of(report, "mail")?.durationMs?.p50).toBeCloseTo(50_000);
    expect(report.series.filter(({ succeeded }) => succeeded > 0).map(({ at, succeeded }) => [at, succeeded])).toEqual([
      [new Date(Date.UTC(2026, 5, 1, 11, 50)), 20],
      [new Date(Date.UTC(2026, 5, 1, 12, 0)), 1],
    ]);
    const mail = await look("hour", "mail");
    expect(mail.series.map(({ succeeded }) => succeeded).filter((one) => one > 0)).toEqual([1]);
    expect(mail.queues).toEqual(report.queues);
  });

  it("count what died or came too late as failed, and what was called off as neither", async () => {
    const never = { startedAt: null, attempts: 0 };
    await write(
      harness,
      newTenant(),
      ended(100, { status: "dead" }),
      ended(100, { status: "expired", ...never }),
      ended(100, { status: "cancelled", ...never }),
      ended(100),
    );
    expect(of(await look(), "test")).toMatchObject({ succeeded: 1, failed: 2 });
  });

  it("leave out what ended before the hour, and have it in the day, by quarters of an hour", async () => {
    await write(harness, newTenant(), ended(2 * 3_600), ended(25 * 3_600));
    expect(of(await look(), "test")).toMatchObject({ succeeded: 0 });
    const day = await look("day");
    expect(of(day, "test")).toMatchObject({ succeeded: 1 });
    expect([day.series.length, day.bucketSeconds]).toEqual([96, 900]);
  });

  it("know how many waited then, from who came and left", async () => {
    await write(
      harness,
      newTenant(),
      // From 11:40:30 to 11:50:30, from 11:45:30 until today, and one that nobody began.
      ended(590, { waited: 600, took: 10 }),
      { status: "queued", enqueuedAt: ago(900) },
      { status: "cancelled", enqueuedAt: ago(600), endedAt: ago(300) },
    );
    const { series } = await look();
    const at = (minute: number) => series.find((one) => one.at.getTime() === Date.UTC(2026, 5, 1, 11, minute))?.waiting;
    expect([39, 40, 46, 49, 50, 51, 54, 55, 59].map(at)).toEqual([0, 1, 2, 2, 2, 2, 2, 1, 1]);
    expect(series.at(-1)?.waiting).toBe(1);
  });

  it("do not guess when a run that was made again waited before", async () => {
    await write(harness, newTenant(), ended(60, { waited: 30, took: 3_000, replays: 1, replayedAt: ago(62) }));
    const report = await look();
    expect(of(report, "test")).toMatchObject({ succeeded: 1, startMs: null, durationMs: null });
    expect(report.series.every(({ waiting }) => waiting === 0)).toBe(true);
  });

  it("begin their history later when more has ended than is looked at, and say so", async () => {
    await write(harness, newTenant(), ...[10, 20, 300, 310, 1_500, 1_510].map((seconds) => ended(seconds)));
    const context = { reason: "operator", actor: { type: "system", id: "suite" }, requestId: randomUUID() } as const;
    const report = await harness.doors.asSystem(context, (tx) =>
      readQueues(tx, { window: "hour", now, known: [], most: 4 }),
    );
    expect(report.isCut).toBe(true);
    expect(of(report, "test")).toMatchObject({ succeeded: 4 });
    expect(report.series[0]).toMatchObject({ at: new Date(Date.UTC(2026, 5, 1, 11, 55)), succeeded: 2 });
    expect((await look()).isCut).toBe(false);
  });

  it("say what waits in front of the engine", async () => {
    const world = harness.world();
    await world.enqueue(newTenant(), { text: "one" });
    const { relay } = await look();
    expect(relay.outbox).toEqual({ event: 0, run: 1 });
    expect(relay.oldestAt).toBeInstanceOf(Date);
  });
});

const ids = async (query: object) => (await admin().list(by(), { limit: 10, ...query })).map(({ id }) => id);

describe("runs, to an operator", () => {
  it("are found by queue, kind, tag, schedule and time, and by several of them", async () => {
    const context = newTenant();
    const [mail, reaction, tagged, nightly] = await write(
      harness,
      context,
      { queue: "mail", enqueuedAt: ago(10) },
      { kind: "reaction", queue: "reactions", enqueuedAt: ago(20), eventId: randomUUID(), reaction: "x" },
      { tags: ["import", "customer:7"], enqueuedAt: ago(30) },
      { schedule: "test.nightly", enqueuedAt: ago(4_000), tags: ["import"] },
    );
    expect(await ids({ queue: "mail" })).toEqual([mail]);
    expect(await ids({ kind: "reaction" })).toEqual([reaction]);
    expect(await ids({ tag: "import" })).toEqual([tagged, nightly]);
    expect(await ids({ tag: "imp" })).toEqual([]);
    expect(await ids({ tag: "import", schedule: "test.nightly" })).toEqual([nightly]);
    expect(await ids({ from: ago(25) })).toEqual([mail, reaction]);
    expect(await ids({ from: ago(30), to: ago(10) })).toEqual([reaction, tagged]);
    expect(await ids({ tag: `x' or "1"={}\\`, tenantId: context.tenantId })).toEqual([]);
  });

  it("are read page by page under a filter, each once, also those of one moment", async () => {
    const same = Array.from({ length: 7 }, () => ({ queue: "mail", enqueuedAt: ago(10) }));
    const all = await write(harness, newTenant(), ...same, { queue: "other", enqueuedAt: ago(10) });
    const seen: string[] = [];
    let after: { enqueuedAt: Date; id: string } | undefined;
    do {
      const page = await admin().list(by(), { queue: "mail", limit: 3, after });
      seen.push(...page.map(({ id }) => id));
      after = page.length === 3 ? page.at(-1) : undefined;
    } while (after !== undefined);
    expect(seen.toSorted()).toEqual(all.slice(0, 7).toSorted());
  });
});
