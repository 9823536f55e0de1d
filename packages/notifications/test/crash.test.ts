import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNotifications, type EmailMessage, type NotificationsNeeds } from "@ninefold/notifications";
import {
  aTenant,
  attempt,
  type CrashPoint,
  crashing,
  invitation,
  ofTenant,
  openFixture,
  setUp,
  sourcesOf,
} from "./fixture.ts";
import { aVendor, fails, nothing, unavailable, type Vendor } from "./transports.ts";

let fixture: Awaited<ReturnType<typeof openFixture>>;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** An invitation that is queued; its source mints another link each time it is asked. */
async function queued(vendor: Vendor, part: Partial<NotificationsNeeds> = {}) {
  const minted: string[] = [];
  const sources = sourcesOf({
    "workspace-invitation": async () => {
      const url = `https://app.ninefold.dev/invite/${randomUUID()}`;
      minted.push(url);
      return invitation({ url });
    },
  });
  const ready = setUp(fixture.database, vendor.transport, { sources, ...part });
  const acme = aTenant();
  const message = { kind: "workspace-invitation", subject: { invitationId: randomUUID() }, key: "k" } as const;
  const id = await ready.needs.doors.withTenant(acme, (tx) => ready.notifications.queue(tx, message));
  const deliver = (notifications = ready.notifications) => notifications.deliver(id, ofTenant(acme), attempt());
  return { ...ready, minted, id, deliver };
}

/** A delivery that goes well uses a door to begin, to ask about the address, to keep the letter, and to end. */
const DOORS = [1, 2, 3, 4];
const END = 4;
const points = DOORS.flatMap((door): CrashPoint[] => [
  { door, when: "before" },
  { door, when: "after" },
]);

describe("a process that dies while it delivers", () => {
  it.each(points)("sends one mail all the same when it dies $when it used door $door", async (point) => {
    expect(await deliverThrough([point])).toEqual({ sent: 1, status: "accepted" });
  });

  it("sends one mail wherever the process that takes over dies as well", async () => {
    for (const first of points) {
      for (const second of points) {
        const outcome = await deliverThrough([first, second]);
        expect({ first, second, ...outcome }).toEqual({ first, second, sent: 1, status: "accepted" });
      }
    }
  });

  it("N-3: gets the vendor's first answer when it died after the vendor had accepted", async () => {
    const vendor = aVendor();
    const { deliver, needs, id } = await queued(vendor);
    const doors = crashing(needs.doors, { door: END, when: "before" });
    const dying = createNotifications(vendor.transport, { ...needs, doors });
    await expect(deliver(dying)).rejects.toMatchObject({ retryable: true });
    expect(vendor.sent).toHaveLength(1);
    expect(await fixture.row(id)).toMatchObject({ status: "sending" });
    const first = await vendor.transport.send(...again(vendor));
    await deliver();
    expect(vendor.sent).toHaveLength(1);
    expect(await fixture.row(id)).toMatchObject({ status: "accepted", providerRef: "ref" in first ? first.ref : "" });
  });

  it("sends one mail when the vendor took it and its answer was lost", async () => {
    const vendor = aVendor();
    const { deliver, minted } = await queued(vendor);
    vendor.after = fails(unavailable);
    await expect(deliver()).rejects.toThrow();
    await expect(deliver()).rejects.toThrow();
    vendor.after = nothing;
    await deliver();
    expect([vendor.sent.length, minted.length]).toEqual([1, 1]);
  });
});

describe("two workers at one delivery", () => {
  it("send the letter of whoever stored it first, once", async () => {
    const vendor = aVendor();
    const meeting = barrier(2);
    const { needs, minted, deliver, id } = await queued(vendor);
    const source = needs.sources["workspace-invitation"];
    const sources = { ...needs.sources, "workspace-invitation": meetingAfter(source, meeting) };
    const [one, other] = [0, 1].map(() => createNotifications(vendor.transport, { ...needs, sources }));
    await Promise.all([deliver(one), deliver(other)]);
    expect(minted).toHaveLength(2);
    const [letter, ...others] = vendor.sent as EmailMessage[];
    expect(others).toEqual([]);
    expect(minted.filter((url) => letter?.text.includes(url))).toHaveLength(1);
    expect(await fixture.row(id)).toMatchObject({ status: "accepted", attempts: 2, recipient: letter?.to.address });
  });

  it("send it although the other finds that there is nothing to say any more", async () => {
    const vendor = aVendor();
    const { needs, deliver, id } = await queued(vendor);
    const [asked, decided] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    vendor.before = () => {
      asked.resolve();
      return decided.promise;
    };
    const sending: Promise<void>[] = [];
    const sources = {
      ...needs.sources,
      "workspace-invitation": async () => {
        // The other worker is now between its intent and the vendor's answer.
        sending.push(deliver());
        await asked.promise;
        return undefined;
      },
    };
    await deliver(createNotifications(vendor.transport, { ...needs, sources }));
    expect(await fixture.row(id)).toMatchObject({ status: "sending" });
    decided.resolve();
    await Promise.all(sending);
    expect(await fixture.row(id)).toMatchObject({ status: "accepted", reason: null });
    expect(vendor.sent).toHaveLength(1);
  });

  it("keep the yes of the vendor when the other one's failure comes later", async () => {
    const vendor = aVendor();
    const { needs, deliver, id } = await queued(vendor);
    const failing = {
      ...vendor.transport,
      send: async () => {
        await deliver();
        throw unavailable();
      },
    };
    const late = createNotifications(failing, needs);
    const last = late.deliver(id, scopeOf(await fixture.row(id)), attempt({ isLast: true }));
    await expect(last).rejects.toThrow();
    expect(await fixture.row(id)).toMatchObject({ status: "accepted", lastError: null });
  });
});

const scopeOf = ({ tenantId, userId }: { tenantId: string | null; userId: string | null }) => ({ tenantId, userId });

function again({ calls }: Vendor) {
  const [call] = calls;
  if (call === undefined) throw new Error("the vendor was not asked");
  return [call.message, { idempotencyKey: call.idempotencyKey }] as const;
}

/** Lets everybody go on once as many as expected have come. */
function barrier(expected: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come === expected) resolve();
    return promise;
  };
}

function meetingAfter<Subject, Mail>(source: (subject: Subject) => Promise<Mail>, meet: () => Promise<void>) {
  return async (subject: Subject): Promise<Mail> => {
    const mail = await source(subject);
    await meet();
    return mail;
  };
}

/** One process after the other dies, then one lives. */
async function deliverThrough(deaths: readonly CrashPoint[]) {
  const vendor = aVendor();
  const { deliver, needs, id } = await queued(vendor);
  for (const point of deaths) {
    const dying = createNotifications(vendor.transport, { ...needs, doors: crashing(needs.doors, point) });
    // One that took over with the letter stored uses fewer doors, and may live. A final error would not be come back to.
    await deliver(dying).catch((error: unknown) => expect(error).toMatchObject({ retryable: true }));
  }
  await deliver();
  return { sent: vendor.sent.length, status: (await fixture.row(id)).status };
}
