import { randomUUID } from "node:crypto";
import type { PersonContext } from "@ninefold/identity/tenancy";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveries } from "@ninefold/notifications/schema";
import { eq } from "drizzle-orm";
import { aPerson, asSystem, aTenant, attempt, audiencesOf, ofPerson, openFixture, setUp } from "./fixture.ts";
import { aVendor } from "./transports.ts";

let fixture: Awaited<ReturnType<typeof openFixture>>;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const joined = () => ({ workspaceId: randomUUID(), userId: randomUUID() });

function ready(people: readonly PersonContext[]) {
  const vendor = aVendor();
  const on = setUp(fixture.database, vendor.transport, { audiences: audiencesOf(people) });
  const { notifications, jobs } = on;
  const tell = (subject = joined(), key: string = randomUUID()) =>
    notifications.tell({ kind: "member-joined", subject, key }, attempt());
  const list = (person: PersonContext) => notifications.listNotices(person, { limit: 50 });
  /** Sends what was queued for the person; answers how each ended. */
  async function work(person: PersonContext) {
    for (const { jobId, input } of jobs) {
      const { deliveryId } = input as { deliveryId: string };
      if (jobId === "notifications.deliver") await notifications.deliver(deliveryId, ofPerson(person), attempt());
    }
    return fixture.database
      .doorsOf("notifications")
      .asSystem(asSystem, (tx) =>
        tx
          .select({ kind: deliveries.kind, status: deliveries.status, reason: deliveries.reason })
          .from(deliveries)
          .where(eq(deliveries.userId, person.userId)),
      );
  }
  return { ...on, vendor, tell, list, work };
}

describe("a notice", () => {
  it("is recorded with its cause, and written for each person by a job", async () => {
    const [ana, budi] = [aPerson(), aPerson()];
    const { notifications, needs, jobs, list } = ready([ana, budi]);
    const subject = joined();
    const key = randomUUID();
    const notice = { kind: "member-joined", subject: { ...subject, extra: "field" }, key } as const;
    await needs.doors.withTenant(aTenant(), (tx) => notifications.notify(tx, notice));
    expect(jobs).toEqual([
      {
        jobId: "notifications.tell",
        input: { kind: "member-joined", subject, key },
        options: { idempotencyKey: `tell/${key}` },
      },
    ]);
    await notifications.tell({ kind: "member-joined", subject, key }, attempt());
    for (const person of [ana, budi]) {
      expect(await list(person)).toMatchObject([{ kind: "member-joined", subject, readAt: null }]);
    }
    expect(await list(aPerson())).toEqual([]);
  });

  it("N-4, N-6: is one for a cause and person, and so is its mail, however often the job runs", async () => {
    const ana = aPerson();
    const { tell, list, work, vendor } = ready([ana]);
    const [subject, key] = [joined(), randomUUID()];
    await Promise.all([tell(subject, key), tell(subject, key)]);
    await tell(subject, key);
    expect(await list(ana)).toHaveLength(1);
    expect(await work(ana)).toEqual([{ kind: "member-joined", status: "accepted", reason: null }]);
    expect(vendor.sent).toHaveLength(1);
  });

  it("is refused when it is not about what its kind is about", async () => {
    const { notifications, needs } = ready([]);
    const notice = { kind: "member-joined", subject: { workspaceId: "x", userId: randomUUID() }, key: "k" } as const;
    const notified = needs.doors.withTenant(aTenant(), (tx) => notifications.notify(tx, notice));
    await expect(notified).rejects.toMatchObject({ code: "notifications.invalid_content" });
  });

  it("is listed newest first, page by page, and each once", async () => {
    const ana = aPerson();
    const { tell, notifications } = ready([ana]);
    for (let n = 0; n < 5; n += 1) await tell();
    const all = await notifications.listNotices(ana, { limit: 50 });
    const first = await notifications.listNotices(ana, { limit: 3 });
    const rest = await notifications.listNotices(ana, { limit: 3, before: first.at(-1)?.id });
    expect([...first, ...rest]).toEqual(all);
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  it("is read once and for all, by the person whose it is", async () => {
    const [ana, budi] = [aPerson(), aPerson()];
    const { tell, list, notifications, clock } = ready([ana]);
    await tell();
    const [notice] = await list(ana);
    const id = notice?.id ?? "";
    const foreign = notifications.readNotice(budi, id);
    await expect(foreign).rejects.toMatchObject({ code: "notifications.not_found", kind: "not_found" });
    await notifications.readNotice(ana, id);
    const readAt = clock.now;
    clock.now = new Date(clock.now.getTime() + 60_000);
    await notifications.readNotice(ana, id);
    expect(await list(ana)).toMatchObject([{ id, readAt }]);
    expect(await notifications.noticeState(ana)).toEqual({ unread: 0, newest: id });
  });

  it("N-33: stays unread when it comes while somebody marks all they have seen", async () => {
    const ana = aPerson();
    const { tell, list, notifications } = ready([ana]);
    await tell();
    await tell();
    const [seen] = await list(ana);
    await tell();
    await Promise.all([notifications.readNotices(ana, seen?.id ?? ""), notifications.readNotices(ana, seen?.id ?? "")]);
    expect((await list(ana)).map(({ readAt }) => readAt === null)).toEqual([true, false, false]);
    expect(await notifications.noticeState(ana)).toMatchObject({ unread: 1 });
  });

  it("goes after 90 days, and with the person", async () => {
    const [ana, budi] = [aPerson(), aPerson()];
    const { tell, list, notifications, clock, needs } = ready([ana, budi]);
    await tell();
    await notifications.setPreference(budi, { category: "workspace_activity", email: false });
    await needs.doors.withPerson(budi, (tx) => notifications.erase(tx));
    expect([await list(budi), (await list(ana)).length]).toEqual([[], 1]);
    expect(await notifications.exportPerson(budi)).toMatchObject({
      notices: [],
      preferences: expect.arrayContaining([]),
    });
    clock.now = new Date(clock.now.getTime() + 91 * 24 * 3_600_000);
    await notifications.sweep("sweep");
    expect(await list(ana)).toEqual([]);
  });
});

describe("a preference", () => {
  it("N-18: keeps mail of its category from a person, who finds the notice in the product all the same", async () => {
    const ana = aPerson();
    const { tell, list, work, vendor, notifications } = ready([ana]);
    await notifications.setPreference(ana, { category: "workspace_activity", email: false });
    await tell();
    expect(await work(ana)).toEqual([{ kind: "member-joined", status: "skipped", reason: "preference" }]);
    expect([vendor.sent, (await list(ana)).length]).toEqual([[], 1]);

    await notifications.setPreference(ana, { category: "workspace_activity", email: true });
    await tell();
    expect(await work(ana)).toContainEqual({ kind: "member-joined", status: "accepted", reason: null });
  });

  it("N-19: has no say over security and billing, which nobody can turn off", async () => {
    const ana = aPerson();
    const { notifications } = ready([ana]);
    for (const category of ["security", "billing", "invitations"] as const) {
      const refused = notifications.setPreference(ana, { category, email: false });
      await expect(refused).rejects.toMatchObject({ code: "notifications.not_optional", kind: "invalid" });
    }
    expect(await notifications.listPreferences(ana)).toEqual([
      { category: "security", isOptional: false, email: true },
      { category: "billing", isOptional: false, email: true },
      { category: "invitations", isOptional: false, email: true },
      { category: "workspace_activity", isOptional: true, email: true },
    ]);
  });

  it("is nobody else's", async () => {
    const [ana, budi] = [aPerson(), aPerson()];
    const { tell, work, notifications } = ready([budi]);
    await notifications.setPreference(ana, { category: "workspace_activity", email: false });
    await tell();
    expect(await work(budi)).toMatchObject([{ status: "accepted" }]);
  });
});
