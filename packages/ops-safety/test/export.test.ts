import { createExports } from "@ninefold/ops-safety";
import { exports as copies } from "@ninefold/ops-safety/schema";
import { assertNoOpenTransaction } from "@ninefold/identity/tenancy";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { aClock, aPerson, asSystem, encryptionKey, later, openFixture } from "./records-fixture.ts";

const fixture = await openFixture();
afterAll(fixture.close);
const DAY_MS = 24 * 3_600_000;

function setUp(exporters: Parameters<typeof createExports>[0]["exporters"] = {}) {
  const clock = aClock();
  const jobs: { id: string; input: object }[] = [];
  const audited: string[] = [];
  const copy = createExports({
    doors: fixture.doors,
    now: () => clock.now,
    encryptionKey,
    enqueue: async (_tx, id, input) => jobs.push({ id, input }),
    audit: async (_tx, { action }) => void audited.push(action),
    exporters: {
      identity: async (personId) => {
        assertNoOpenTransaction("an exporter");
        return { personId, name: "Ana" };
      },
      ...exporters,
    },
  });
  return { copy, clock, jobs, audited };
}

const attempt = { isLast: false };
const rowOf = async (id: string) =>
  (await fixture.doors.asSystem(asSystem, (tx) => tx.select().from(copies).where(eq(copies.id, id))))[0];

describe("a person's copy of their data", () => {
  it("is made in the background and is theirs to fetch, with every system's part in it", async () => {
    const { copy, jobs, audited, clock } = setUp({ product: async () => ({ projects: [] }) });
    const ana = aPerson();
    const asked = await copy.request(ana);
    expect(asked).toMatchObject({ status: "preparing", bytes: null });
    expect(jobs).toEqual([{ id: "ops-safety.export", input: { exportId: asked.id, personId: ana.userId } }]);
    await copy.build(asked.id, ana, attempt);
    expect(await copy.list(ana)).toMatchObject([{ id: asked.id, status: "ready" }]);
    expect(JSON.parse(await copy.download(ana, asked.id))).toEqual({
      format: "ninefold.personal-data/1",
      personId: ana.userId,
      requestedAt: clock.now.toISOString(),
      generatedAt: clock.now.toISOString(),
      systems: { identity: { personId: ana.userId, name: "Ana" }, product: { projects: [] } },
    });
    expect(audited).toEqual(["ops_safety.export_requested", "ops_safety.export_downloaded"]);
  });

  it("says how far it is, and nothing of what is in it", async () => {
    const { copy } = setUp({ product: async () => ({ projects: ["Secret plan"] }), media: async () => [] });
    const ana = aPerson();
    const { id } = await copy.request(ana);
    const [percents, lines]: [number[], string[]] = [[], []];
    const told = { progress: (percent: number) => percents.push(percent), log: (line: string) => lines.push(line) };
    await copy.build(id, ana, { isLast: false, ...told });
    expect(percents).toEqual([25, 50, 75, 100]);
    expect(lines).toEqual([
      "identity: read",
      "product: read",
      "media: read",
      expect.stringMatching(/^sealed: \d+ bytes$/) as unknown,
    ]);
  });

  it("I-122: can be fetched by nobody else, and looks to them as if it were not there", async () => {
    const { copy } = setUp();
    const [ana, ben] = [aPerson(), aPerson()];
    const { id } = await copy.request(ana);
    await copy.build(id, ana, attempt);
    await expect(copy.download(ben, id)).rejects.toMatchObject({ code: "ops_safety.export_not_found" });
    await copy.build(id, ben, attempt);
    expect([await copy.list(ben), (await rowOf(id))?.status]).toEqual([[], "ready"]);
  });

  it("rests sealed: nobody who reads the database alone reads it", async () => {
    const { copy } = setUp();
    const ana = aPerson();
    const { id } = await copy.request(ana);
    await copy.build(id, ana, attempt);
    expect(Buffer.from((await rowOf(id))?.sealed ?? []).toString("latin1")).not.toContain("personal-data");
  });

  it("can be asked for once a day, also by two tabs at once", async () => {
    const { copy, clock } = setUp();
    const ana = aPerson();
    const outcomes = await Promise.allSettled([copy.request(ana), copy.request(ana), copy.request(ana)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    later(clock, DAY_MS - 1);
    await expect(copy.request(ana)).rejects.toMatchObject({ code: "ops_safety.export_too_soon", kind: "limited" });
    expect(copy.nextAt(await copy.list(ana))).toEqual(new Date(clock.now.getTime() + 1));
    later(clock, 1);
    await expect(copy.request(ana)).resolves.toMatchObject({ status: "preparing" });
  });

  it("is over after seven days, and wiped", async () => {
    const { copy, clock } = setUp();
    const ana = aPerson();
    const { id } = await copy.request(ana);
    await copy.build(id, ana, attempt);
    later(clock, 7 * DAY_MS - 1);
    await expect(copy.download(ana, id)).resolves.toContain(ana.userId);
    later(clock, 1);
    await expect(copy.download(ana, id)).rejects.toMatchObject({ code: "ops_safety.export_not_found" });
    expect(await copy.list(ana)).toMatchObject([{ status: "expired" }]);
    await copy.sweep("sweep");
    expect(await rowOf(id)).toMatchObject({ status: "expired", sealed: null });
  });

  it("is not made in part: when a system can not answer it is tried again, then said to have failed", async () => {
    const { copy } = setUp({ product: () => Promise.reject(new Error("out of reach")) });
    const ana = aPerson();
    const { id } = await copy.request(ana);
    await expect(copy.build(id, ana, attempt)).rejects.toThrow("out of reach");
    expect(await copy.list(ana)).toMatchObject([{ status: "preparing" }]);
    await expect(copy.build(id, ana, { isLast: true })).rejects.toThrow("out of reach");
    expect(await copy.list(ana)).toMatchObject([{ status: "failed" }]);
    // It may be asked for again at once.
    await expect(copy.request(ana)).resolves.toMatchObject({ status: "preparing" });
  });

  it("is not made twice: a job that runs again leaves the first file as it is", async () => {
    const { copy, clock } = setUp();
    const ana = aPerson();
    const { id } = await copy.request(ana);
    await copy.build(id, ana, attempt);
    const first = await copy.download(ana, id);
    later(clock, 1_000);
    await copy.build(id, ana, attempt);
    expect(await copy.download(ana, id)).toBe(first);
  });

  it("does not stay in preparation when its last attempt died", async () => {
    const { copy, clock } = setUp();
    const ana = aPerson();
    const { id } = await copy.request(ana);
    later(clock, 3_600_000);
    await copy.sweep("sweep");
    expect(await rowOf(id)).toMatchObject({ status: "failed" });
  });
});
