import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, attempt, audiencesOf, openFixture, setUp } from "./fixture.ts";
import { aVendor } from "./transports.ts";

let fixture: Awaited<ReturnType<typeof openFixture>>;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** Longer than any test: whoever goes on was woken. */
const NEVER_MS = 60_000;

function ready(person = aPerson()) {
  let opened = 0;
  let say: ((said?: string) => void) | undefined;
  const on = setUp(fixture.database, aVendor().transport, {
    audiences: audiencesOf([person]),
    listen: (_channel, onNotify) => {
      opened += 1;
      say = onNotify;
      return { close: async () => {} };
    },
  });
  return { ...on, person, say: (said?: string) => say?.(said), opened: () => opened };
}

describe("watching", () => {
  it("hears of what another process writes", async () => {
    const person = aPerson();
    const listening = setUp(fixture.database, aVendor().transport);
    const writing = setUp(fixture.database, aVendor().transport, { audiences: audiencesOf([person]) });
    const watch = listening.notifications.live.watch(person.userId);
    // The first hint says that the connection listens.
    expect(await watch.wait(NEVER_MS)).toBe("hint");
    const subject = { workspaceId: randomUUID(), userId: randomUUID() };
    await writing.notifications.tell({ kind: "member-joined", subject, key: randomUUID() }, attempt());
    expect(await watch.wait(NEVER_MS)).toBe("hint");
    expect(await listening.notifications.noticeState(person)).toMatchObject({ unread: 1 });
    await listening.notifications.live.close();
  });

  it("takes one connection, whoever watches, and none before", () => {
    const { notifications, opened, person } = ready();
    expect(opened()).toBe(0);
    for (let n = 0; n < 5; n += 1) notifications.live.watch(person.userId);
    notifications.live.watch(randomUUID());
    expect(opened()).toBe(1);
  });

  it("wakes whoever it is for, and everybody when something may have been lost", async () => {
    const { notifications, say, person } = ready();
    const [mine, others] = [notifications.live.watch(person.userId), notifications.live.watch(randomUUID())];
    say(person.userId);
    expect([await mine.wait(NEVER_MS), await others.wait(1)]).toEqual(["hint", "quiet"]);
    say();
    expect([await mine.wait(NEVER_MS), await others.wait(NEVER_MS)]).toEqual(["hint", "hint"]);
  });

  it("makes one hint of many that come while nobody waits", async () => {
    const { notifications, say, person } = ready();
    const watch = notifications.live.watch(person.userId);
    for (let n = 0; n < 10; n += 1) say(person.userId);
    expect([await watch.wait(NEVER_MS), await watch.wait(1)]).toEqual(["hint", "quiet"]);
  });

  it("is refused beyond eight of one person, until one has ended", () => {
    const { notifications, person } = ready();
    const watches = Array.from({ length: 8 }, () => notifications.live.watch(person.userId));
    const code = "notifications.too_many_streams";
    expect(() => notifications.live.watch(person.userId)).toThrow(expect.objectContaining({ code, kind: "limited" }));
    notifications.live.watch(randomUUID());
    watches[3]?.end();
    notifications.live.watch(person.userId);
  });

  it("ends for everybody when the process does, and is not begun any more", async () => {
    const { notifications, person } = ready();
    const waiting = notifications.live.watch(person.userId).wait(NEVER_MS);
    await notifications.live.close();
    expect(await waiting).toBe("closed");
    const code = "notifications.closing";
    expect(() => notifications.live.watch(person.userId)).toThrow(
      expect.objectContaining({ code, kind: "unavailable" }),
    );
  });

  it("tells a watch that ended itself so, also while it waits", async () => {
    const { notifications, person } = ready();
    const watch = notifications.live.watch(person.userId);
    const waiting = watch.wait(NEVER_MS);
    watch.end();
    expect([await waiting, await watch.wait(NEVER_MS)]).toEqual(["closed", "closed"]);
  });
});
