import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { monthOf } from "../../src/domain/usage.ts";
import { IdentityError } from "../../src/errors.ts";
import { type IdentityCase, type IdentitySubject, memberIn, owner } from "./subject.ts";

const HOUR_MS = 3_600_000;

async function aWorkspace(subject: IdentitySubject) {
  const ana = await owner(subject);
  return { ana, workspaceId: ana.workspace.id };
}

/** A window of a moment ago, so that no clock is ahead of it. */
function requests(workspaceId: string, quantity: number, at = new Date()) {
  return { id: randomUUID(), workspaceId, quantity, from: at, to: at };
}

/** What was used within a day of now, so that no turn of a month comes between. */
async function used({ provider }: IdentitySubject, workspaceId: string, at = new Date()) {
  const months = new Set([-24, 0, 24].map((hours) => monthOf(new Date(at.getTime() + hours * HOUR_MS))));
  const all = await Promise.all([...months].map((month) => provider.readUsage(workspaceId, month)));
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((so, one) => so + of(one), 0);
  return {
    seats: all[0]?.seats.now,
    highest: Math.max(...all.map(({ seats }) => seats.highest)),
    activePeople: sum((one) => one.activePeople),
    apiRequests: sum((one) => one.apiRequests),
    ofDays: sum((one) => one.days.reduce((so, day) => so + day.apiRequests, 0)),
  };
}

const invalid = (error: unknown) => error instanceof IdentityError && error.code === "identity.invalid_usage";

export const usageCases: readonly IdentityCase[] = [
  {
    name: "counts a seat for each member, by every way in and out, and knows how many there were at most",
    needs: "members",
    async run(subject) {
      const { ana, workspaceId } = await aWorkspace(subject);
      const ben = await memberIn(subject, ana, "member");
      const cleo = await memberIn(subject, ana, "owner");
      assert.deepEqual((await used(subject, workspaceId)).seats, 3);
      await subject.provider.removeMember({ workspaceId, actorId: ana.id, userId: ben.id });
      await subject.provider.removeMember({ workspaceId, actorId: cleo.id, userId: cleo.id });
      const { seats, highest } = await used(subject, workspaceId);
      assert.deepEqual([seats, highest], [1, 3]);
    },
  },
  {
    name: "I-135 counts a record once, however often and by however many at a time it is sent",
    needs: "members",
    async run(subject) {
      const { workspaceId } = await aWorkspace(subject);
      const { workspaceId: other } = await aWorkspace(subject);
      const records = Array.from({ length: 20 }, (_, n) => requests(n % 2 === 0 ? workspaceId : other, 5));
      const sends = Array.from({ length: 8 }, (_, n) =>
        subject.provider.recordRequests(n % 2 === 0 ? records : records.toReversed()),
      );
      await Promise.all(sends);
      await subject.provider.recordRequests([...records, requests(workspaceId, 1)]);
      const { apiRequests, ofDays } = await used(subject, workspaceId);
      assert.deepEqual([apiRequests, ofDays], [51, 51]);
      assert.equal((await used(subject, other)).apiRequests, 50);
    },
  },
  {
    name: "I-137 counts what comes late in the month in which it was used",
    needs: "members",
    async run(subject) {
      const { workspaceId } = await aWorkspace(subject);
      // The first hours of the month after next, on the provider's own clock.
      const now = new Date();
      const turn = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2));
      subject.later((turn.getTime() - now.getTime()) / HOUR_MS + 2);
      const before = new Date(turn.getTime() - 1);
      await subject.provider.recordRequests([requests(workspaceId, 3, before), requests(workspaceId, 4, turn)]);
      const [last, next] = [monthOf(before), monthOf(turn)];
      assert.equal((await subject.provider.readUsage(workspaceId, last)).apiRequests, 3);
      assert.equal((await subject.provider.readUsage(workspaceId, next)).apiRequests, 4);
      const { seats } = await subject.provider.readUsage(workspaceId, next);
      assert.deepEqual(seats, { now: 1, highest: 1 });
    },
  },
  {
    name: "I-138 refuses what is out of bounds, and all that is sent with it",
    needs: "members",
    async run(subject) {
      const { workspaceId } = await aWorkspace(subject);
      const good = requests(workspaceId, 1);
      for (const quantity of [0, -5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40]) {
        await assert.rejects(
          subject.provider.recordRequests([good, requests(workspaceId, quantity)]),
          invalid,
          String(quantity),
        );
      }
      const old = new Date(Date.now() - 48 * HOUR_MS);
      await assert.rejects(subject.provider.recordRequests([good, requests(workspaceId, 1, old)]), invalid);
      assert.equal((await used(subject, workspaceId)).apiRequests, 0);
    },
  },
  {
    name: "counts what is of a workspace that is not there for nobody, and the rest all the same",
    needs: "members",
    async run(subject) {
      const { workspaceId } = await aWorkspace(subject);
      const nowhere = randomUUID();
      const records = [requests(nowhere, 7), requests("no id", 7), requests(workspaceId, 2)];
      await subject.provider.recordRequests(records);
      assert.equal((await used(subject, nowhere)).apiRequests, 0);
      assert.equal((await used(subject, "no id")).apiRequests, 0);
      assert.equal((await used(subject, workspaceId)).apiRequests, 2);
    },
  },
  {
    name: "counts a person once a month and workspace, and nobody who is no member",
    needs: "members",
    async run(subject) {
      const { ana, workspaceId } = await aWorkspace(subject);
      const { ana: stranger, workspaceId: other } = await aWorkspace(subject);
      const at = new Date();
      const seen = { workspaceId, userId: ana.id, at };
      const elsewhere = { workspaceId: other, userId: ana.id, at };
      const nobody = { workspaceId, userId: randomUUID(), at };
      const strange = [{ ...seen, userId: stranger.id }, elsewhere, nobody, { ...seen, userId: "no id" }];
      await Promise.all(Array.from({ length: 5 }, () => subject.provider.noteActivePeople([seen, seen, ...strange])));
      assert.equal((await used(subject, workspaceId, at)).activePeople, 1);
      assert.equal((await used(subject, other, at)).activePeople, 0);
      const nextMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 2));
      await subject.provider.noteActivePeople([{ ...seen, at: nextMonth }]);
      assert.equal((await subject.provider.readUsage(workspaceId, monthOf(nextMonth))).activePeople, 1);
    },
  },
  {
    name: "forgets who was active in months that are over, and not how many",
    needs: "members",
    async run(subject) {
      const { ana, workspaceId } = await aWorkspace(subject);
      const [may, june] = [new Date("2026-05-31T23:59:59Z"), new Date("2026-06-01T00:00:00Z")];
      const seen = [may, june].map((at) => ({ workspaceId, userId: ana.id, at }));
      await subject.provider.noteActivePeople(seen);
      assert.equal(await subject.provider.forgetActivePeople("2026-06", 1_000), 1);
      assert.equal(await subject.provider.forgetActivePeople("2026-06", 1_000), 0);
      await subject.provider.noteActivePeople(seen.slice(1));
      for (const month of ["2026-05", "2026-06"]) {
        assert.equal((await subject.provider.readUsage(workspaceId, month)).activePeople, 1);
      }
    },
  },
  {
    name: "keeps the seats of a workspace that is closed, and forgets all that one used that is erased",
    needs: "members",
    async run(subject) {
      const { ana, workspaceId } = await aWorkspace(subject);
      await memberIn(subject, ana, "viewer");
      await subject.provider.recordRequests([requests(workspaceId, 5)]);
      await subject.provider.closeWorkspace({ workspaceId, actorId: ana.id });
      assert.equal((await used(subject, workspaceId)).seats, 2);
      subject.later(15 * 24);
      assert.equal(await subject.provider.eraseWorkspace(workspaceId), true);
      const { seats, highest, apiRequests } = await used(subject, workspaceId);
      assert.deepEqual([seats, highest, apiRequests], [0, 0, 0]);
      await subject.provider.recordRequests([
        { ...requests(workspaceId, 1, new Date(Date.now() + 15 * 24 * HOUR_MS)) },
      ]);
      assert.equal((await used(subject, workspaceId, new Date(Date.now() + 15 * 24 * HOUR_MS))).apiRequests, 0);
    },
  },
];
