import { randomUUID } from "node:crypto";
import { createIdempotency, type KeyOwner } from "@ninefold/ops-safety";
import { idempotencyKeys } from "@ninefold/ops-safety/schema";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { aClock, aPerson, asSystem, aTenant, encryptionKey, later, openFixture } from "./records-fixture.ts";

const fixture = await openFixture();
afterAll(fixture.close);

function setUp() {
  const clock = aClock();
  return { keys: createIdempotency({ doors: fixture.doors, now: () => clock.now, encryptionKey }), clock };
}

const inTenant = (): KeyOwner => ({ context: aTenant(), callerId: aPerson().userId });
const alone = (): KeyOwner => {
  const context = aPerson();
  return { context, callerId: context.userId };
};
const aRequest = (part: object = {}) => ({
  key: randomUUID(),
  operation: "POST /projects",
  body: '{"name":"A"}',
  ...part,
});
const answer = (part: object = {}) => ({
  status: 201,
  headers: new Headers({ "content-type": "application/json" }),
  body: '{"id":"1"}',
  ...part,
});

async function run(keys: ReturnType<typeof setUp>["keys"], owner: KeyOwner, request: ReturnType<typeof aRequest>) {
  const begun = await keys.begin(owner, request);
  if (!("run" in begun)) throw new Error("it was answered already");
  return begun.run;
}

describe.each([
  ["a member's", inTenant],
  ["a person's", alone],
])("%s key", (_whose, anOwner) => {
  it("runs the first request, and gives its answer to every other", async () => {
    const { keys } = setUp();
    const [owner, request] = [anOwner(), aRequest()];
    await keys.end(owner, await run(keys, owner, request), answer());
    for (let index = 0; index < 2; index += 1) {
      expect(await keys.begin(owner, request)).toEqual({
        answer: { status: 201, headers: { "content-type": "application/json" }, body: '{"id":"1"}' },
      });
    }
  });

  it("is refused for another body and for another route", async () => {
    const { keys } = setUp();
    const [owner, request] = [anOwner(), aRequest()];
    await keys.end(owner, await run(keys, owner, request), answer());
    for (const other of [{ body: '{"name":"B"}' }, { operation: "POST /workspaces" }]) {
      await expect(keys.begin(owner, { ...request, ...other })).rejects.toMatchObject({
        code: "ops_safety.idempotency_conflict",
        kind: "conflict",
      });
    }
  });

  it("runs one of many that come at once, and tells the others to wait", async () => {
    const { keys } = setUp();
    const [owner, request] = [anOwner(), aRequest()];
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => keys.begin(owner, request)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes.filter((one) => one.status === "rejected")) {
      expect(outcome.reason).toMatchObject({ code: "ops_safety.idempotency_in_progress", kind: "conflict" });
    }
  });

  it("runs again after a minute when the process that had it has died, and the late one then keeps nothing", async () => {
    const { keys, clock } = setUp();
    const [owner, request] = [anOwner(), aRequest()];
    const lost = await run(keys, owner, request);
    later(clock, 59_999);
    await expect(keys.begin(owner, request)).rejects.toMatchObject({ code: "ops_safety.idempotency_in_progress" });
    later(clock, 1);
    const second = await run(keys, owner, request);
    await keys.end(owner, lost, answer({ body: "late" }));
    await keys.end(owner, second, answer({ body: "second" }));
    expect(await keys.begin(owner, request)).toMatchObject({ answer: { body: "second" } });
  });

  it.each([500, 503, 429, 409, 422])(
    "is given back after a %i: nothing was done, and it may be tried again",
    async (status) => {
      const { keys } = setUp();
      const [owner, request] = [anOwner(), aRequest()];
      await keys.end(owner, await run(keys, owner, request), answer({ status }));
      expect(await keys.begin(owner, request)).toHaveProperty("run");
    },
  );

  it("is forgotten after a day", async () => {
    const { keys, clock } = setUp();
    const [owner, request] = [anOwner(), aRequest()];
    await keys.end(owner, await run(keys, owner, request), answer());
    later(clock, 24 * 3_600_000);
    expect(await keys.begin(owner, { ...request, body: "another" })).toHaveProperty("run");
    later(clock, 24 * 3_600_000);
    expect(await keys.sweep("sweep")).toBeGreaterThan(0);
  });

  it("never keeps a cookie, and nothing in the clear", async () => {
    const { keys } = setUp();
    const [owner, request] = [anOwner(), aRequest()];
    const headers = new Headers({ "content-type": "application/json", "set-cookie": "session=planted" });
    await keys.end(owner, await run(keys, owner, request), answer({ headers, body: '{"key":"nf_planted"}' }));
    const [row] = await fixture.doors.asSystem(asSystem, (tx) =>
      tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, request.key)),
    );
    expect(Buffer.from(row?.response ?? []).toString("latin1")).not.toContain("planted");
    const kept = await keys.begin(owner, request);
    expect(kept).toMatchObject({ answer: { headers: { "content-type": "application/json" } } });
    expect(JSON.stringify(kept)).not.toContain("session=planted");
  });
});

describe("a key", () => {
  it("is each member's own: the same one of a colleague, or of another workspace, is another key", async () => {
    const { keys } = setUp();
    const [owner, request] = [inTenant(), aRequest()];
    await keys.end(owner, await run(keys, owner, request), answer());
    const colleague = { context: owner.context, callerId: aPerson().userId };
    const elsewhere = { context: aTenant(), callerId: owner.callerId };
    expect(await keys.begin(colleague, request)).toHaveProperty("run");
    expect(await keys.begin(elsewhere, request)).toHaveProperty("run");
  });

  it.each(["", " ", "a b", "x".repeat(256), "ключ", "a\u0000"])("is refused when it is none: %j", async (key) => {
    const { keys } = setUp();
    await expect(keys.begin(alone(), aRequest({ key }))).rejects.toMatchObject({
      code: "ops_safety.invalid_idempotency_key",
    });
  });

  it("is given back when the answer is too long to keep", async () => {
    const { keys } = setUp();
    const [owner, request] = [alone(), aRequest()];
    await keys.end(owner, await run(keys, owner, request), answer({ body: "x".repeat(65_537) }));
    expect(await keys.begin(owner, request)).toHaveProperty("run");
  });
});
