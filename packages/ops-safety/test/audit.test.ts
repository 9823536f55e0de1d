import { randomUUID } from "node:crypto";
import type { TenantContext } from "@ninefold/identity/tenancy";
import { createAudit } from "@ninefold/ops-safety";
import { auditEntries } from "@ninefold/ops-safety/schema";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { aClock, aPerson, asSystem, aTenant, later, openFixture } from "./records-fixture.ts";

const fixture = await openFixture();
afterAll(fixture.close);

function setUp() {
  const clock = aClock();
  const unknown: object[] = [];
  const audit = createAudit({
    doors: fixture.doors,
    now: () => clock.now,
    onUnknownActor: (entry) => void unknown.push(entry),
  });
  return { audit, clock, unknown };
}

const created = { action: "product.project_created", subject: { type: "project", id: randomUUID() } };
const page = { limit: 50 };
const inAll = (work: Parameters<typeof fixture.doors.asSystem>[1]) => fixture.doors.asSystem(asSystem, work);

describe("an entry of a change", () => {
  it("says who did it, in which request, to what", async () => {
    const { audit, clock } = setUp();
    const context = { ...aTenant(), traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
    await fixture.doors.withTenant(context, (tx) => audit.write(tx, { ...created, data: { size: 3 } }));
    expect(await audit.list(context, page)).toMatchObject([
      {
        ...created,
        actor: { type: "person", id: context.actor.id },
        onBehalfOf: null,
        data: { size: 3 },
        evidence: "transaction",
        requestId: context.requestId,
        occurredAt: clock.now,
      },
    ]);
  });

  it("I-76: names both, when an operator acts for a person", async () => {
    const { audit } = setUp();
    const [operator, person, { tenantId, requestId }] = [aPerson().userId, aPerson().userId, aTenant()];
    const context = { tenantId, requestId, actor: { type: "person", id: operator, onBehalfOf: person } as const };
    await fixture.doors.withTenant(context, (tx) => audit.write(tx, created));
    expect(await audit.list(context, page)).toMatchObject([{ actor: { id: operator }, onBehalfOf: person }]);
  });

  it("I-86: is gone with the change when that fails, and fails the change when it can not be written", async () => {
    const { audit } = setUp();
    const context = aTenant();
    const failing = fixture.doors.withTenant(context, async (tx) => {
      await audit.write(tx, created);
      throw new Error("the change failed");
    });
    await expect(failing).rejects.toThrow("the change failed");
    const unwritable = fixture.doors.withTenant(context, (tx) => audit.write(tx, { ...created, action: "none" }));
    await expect(unwritable).rejects.toMatchObject({ code: "ops_safety.invalid_entry" });
    expect(await audit.list(context, page)).toEqual([]);
  });

  it("I-92: is seen in its own workspace and in no other, whatever is asked for", async () => {
    const { audit } = setUp();
    const [ours, theirs] = [aTenant(), aTenant()];
    await fixture.doors.withTenant(theirs, (tx) => audit.write(tx, created));
    expect(await audit.list(ours, page)).toEqual([]);
    const [their] = await audit.list(theirs, page);
    const after = { occurredAt: new Date("9999-12-31"), id: their?.id ?? "" };
    expect(await audit.list(ours, { ...page, after })).toEqual([]);
  });

  it("is shown to whoever watches the system, of every workspace, newest first", async () => {
    const { audit } = setUp();
    const [first, second] = [aTenant(), aTenant()];
    await fixture.doors.withTenant(first, (tx) => audit.write(tx, created));
    await fixture.doors.withTenant(second, (tx) => audit.write(tx, created));
    const requestIds = (await audit.newest(randomUUID(), 1_000)).map(({ requestId }) => requestId);
    expect(requestIds.indexOf(second.requestId)).toBeGreaterThan(-1);
    expect(requestIds.indexOf(second.requestId)).toBeLessThan(requestIds.indexOf(first.requestId));
    expect(await audit.newest(randomUUID(), 1)).toHaveLength(1);
  });

  it("belongs to a person in no workspace, and to nobody when an operator does it", async () => {
    const { audit } = setUp();
    const person = aPerson();
    await fixture.doors.withPerson(person, (tx) => audit.write(tx, created));
    const target = `email-${randomUUID()}`;
    const act = { actor: person.userId, requestId: "r1", action: "ops_safety.clear_switch", target, details: {} };
    await audit.recordOperator(act);
    const rows = await inAll((tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(sql`actor_id = ${person.userId}`),
    );
    expect(rows).toMatchObject([
      { tenantId: null, userId: person.userId, action: created.action },
      { tenantId: null, userId: null, subjectType: "platform", subjectId: target },
    ]);
  });

  it.each(["withTenant", "asSystem"] as const)("I-87: can not be changed, removed or emptied %s", async (door) => {
    const { audit } = setUp();
    const context = aTenant();
    await fixture.doors.withTenant(context, (tx) => audit.write(tx, created));
    for (const statement of [
      sql`update ops_safety.audit_entries set actor_id = 'somebody else'`,
      sql`delete from ops_safety.audit_entries`,
      sql`truncate ops_safety.audit_entries`,
    ]) {
      const tried =
        door === "withTenant"
          ? fixture.doors.withTenant(context, async (tx) => tx.execute(statement))
          : inAll(async (tx) => tx.execute(statement));
      await expect(tried).rejects.toMatchObject({ cause: { code: "42501" } });
    }
    expect(await audit.list(context, page)).toHaveLength(1);
  });
});

describe("the list", () => {
  it("has the newest first, page by page without a gap, and one action when asked", async () => {
    const { audit, clock } = setUp();
    const context = aTenant();
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      // Two at a time share a moment.
      if (index % 2 === 0) later(clock, 1_000);
      const id = String(index);
      ids.unshift(id);
      const action = index === 3 ? "product.project_renamed" : created.action;
      await fixture.doors.withTenant(context, (tx) => audit.write(tx, { action, subject: { type: "project", id } }));
    }
    const seen: string[] = [];
    let after: { occurredAt: Date; id: string } | undefined;
    for (;;) {
      const entries = await audit.list(context, { limit: 3, after });
      seen.push(...entries.map(({ subject }) => subject.id));
      after = entries.at(-1);
      if (after === undefined) break;
    }
    expect(seen).toEqual(ids);
    const renamed = await audit.list(context, { ...page, action: "product.project_renamed" });
    expect(renamed.map(({ subject }) => subject.id)).toEqual(["3"]);
  });
});

describe("an entry of what has happened elsewhere", () => {
  type Event = Parameters<ReturnType<typeof setUp>["audit"]["recordEvent"]>[1];
  const removed = ({ tenantId }: TenantContext, part: Partial<Event> = {}): Event => ({
    id: randomUUID(),
    action: "identity.member_removed",
    subject: { type: "person", id: randomUUID() },
    // By the database's clock, as an announcement is.
    occurredAt: new Date(Date.now() + 1_000),
    requestId: "facts-1",
    traceparent: null,
    tenantId,
    userId: null,
    ...part,
  });
  const record = (audit: ReturnType<typeof setUp>["audit"], context: TenantContext, event: Event) =>
    fixture.doors.withTenant(context, (tx) => audit.recordEvent(tx, event));

  it("names who announced it, and the request", async () => {
    const { audit, unknown } = setUp();
    const context = aTenant();
    const event = removed(context);
    await audit.intend(context, { action: event.action, subjectId: event.subject.id });
    await record(audit, context, event);
    expect(await audit.list(context, page)).toMatchObject([
      { actor: { type: "person", id: context.actor.id }, requestId: context.requestId, evidence: "intent" },
    ]);
    expect(unknown).toEqual([]);
  });

  it("is written once, however often the event arrives", async () => {
    const { audit } = setUp();
    const context = aTenant();
    const event = removed(context);
    await Promise.all([record(audit, context, event), record(audit, context, event), record(audit, context, event)]);
    expect(await audit.list(context, page)).toHaveLength(1);
  });

  it("names nobody and says so, when nobody announced it or whoever did has taken it back", async () => {
    const { audit, unknown } = setUp();
    const context = aTenant();
    const event = removed(context);
    const intent = await audit.intend(context, { action: event.action, subjectId: event.subject.id });
    await audit.withdraw(context, intent);
    await record(audit, context, event);
    expect(await audit.list(context, page)).toMatchObject([
      { actor: { type: "unknown", id: null }, evidence: "none", requestId: "facts-1" },
    ]);
    expect(unknown).toEqual([{ action: event.action, tenantId: context.tenantId }]);
  });

  it("stays announced when nobody knows whether it was done, and not when it was refused", async () => {
    const { audit } = setUp();
    const context = aTenant();
    const [refused, lost] = [removed(context), removed(context)];
    const attempt = (event: Event, kind: string) =>
      audit.announce(context, { action: event.action, subjectId: event.subject.id }, () =>
        Promise.reject(Object.assign(new Error(kind), { kind })),
      );
    await expect(attempt(refused, "forbidden")).rejects.toThrow("forbidden");
    await expect(attempt(lost, "unavailable")).rejects.toThrow("unavailable");
    await record(audit, context, refused);
    await record(audit, context, lost);
    const entries = await audit.list(context, page);
    const evidence = (event: Event) => entries.find(({ subject }) => subject.id === event.subject.id)?.evidence;
    expect([evidence(refused), evidence(lost)]).toEqual(["none", "intent"]);
  });

  it("does not take another workspace's announcement for the cause, nor one announcement for two", async () => {
    const { audit } = setUp();
    const [ours, theirs] = [aTenant(), aTenant()];
    const event = removed(ours);
    await audit.intend(theirs, { action: event.action, subjectId: event.subject.id });
    await record(audit, ours, event);
    await audit.intend(ours, { action: event.action, subjectId: event.subject.id });
    await record(audit, ours, { ...event, id: randomUUID() });
    await record(audit, ours, { ...event, id: randomUUID() });
    const evidence = (await audit.list(ours, page)).map((one) => one.evidence);
    expect(evidence.toSorted()).toEqual(["intent", "none", "none"]);
  });

  it("names the one person who can have done it, where there is only one", async () => {
    const { audit, unknown } = setUp();
    const context = aTenant();
    const joined = removed(context, { action: "identity.member_joined", byItself: "ana" });
    await record(audit, context, joined);
    expect(await audit.list(context, page)).toMatchObject([
      { actor: { type: "person", id: "ana" }, evidence: "event" },
    ]);
    expect(unknown).toEqual([]);
  });

  it("forgets announcements that came to nothing, after a day", async () => {
    const { audit, clock } = setUp();
    const context = aTenant();
    clock.now = new Date();
    await audit.intend(context, { action: "identity.member_removed", subjectId: randomUUID() });
    later(clock, 23 * 3_600_000);
    const before = await audit.sweep("sweep");
    later(clock, 2 * 3_600_000);
    expect([before, (await audit.sweep("sweep")) > 0]).toEqual([0, true]);
  });
});
