import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { AddressSide } from "../../src/port-account.ts";
import {
  assertRefused,
  codeOf,
  type IdentityCase,
  type IdentitySubject,
  newcomer,
  newPerson,
  personOf,
  signIn,
} from "./subject.ts";

/** Somebody who has asked for another address, and what the mails about it carry. */
async function asking(subject: IdentitySubject, email = newPerson().email) {
  const { provider } = subject;
  const ana = await newcomer(subject);
  const sessionId = (await provider.findSession(ana.headers))?.id ?? "";
  await subject.facts();
  await provider.requestAddressChange({ userId: ana.id, sessionId, email });
  const told = await subject.facts();
  const changeId = told[0]?.data["changeId"] ?? "";
  const mint = async (side: AddressSide) => (await provider.mintAddressToken(changeId, side))?.token ?? "";
  return { ...ana, sessionId, changeId, told, mint, newEmail: email };
}

const INVALID = "identity.invalid_link";

/** Another address for an account: both have a say. */
export const addressCases: readonly IdentityCase[] = [
  {
    name: "changes an address once both addresses have agreed, tells of it once, and ends the other sessions",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ana = await asking(subject);
      const scope = { tenantId: null, userId: ana.id };
      const data = { userId: ana.id, changeId: ana.changeId };
      assert.deepEqual(ana.told, [{ type: "identity.address_change_requested", data, scope }]);
      const other = (await signIn(subject, ana)).headers ?? new Headers();
      const reset = (await provider.mintPasswordResetToken(ana.id))?.token;
      const minted = await provider.mintAddressToken(ana.changeId, "old");
      assert.deepEqual([minted?.to, minted?.newEmail, minted?.userId], [ana.email, ana.newEmail, ana.id]);
      const tokens = { old: minted?.token ?? "", new: await ana.mint("new") };
      for (let twice = 0; twice < 2; twice += 1) {
        assert.equal(await provider.answerAddressChange({ token: tokens.new, agrees: true }), "waiting");
      }
      assert.deepEqual((await provider.findAddressChange(ana.id))?.agreed, ["new"]);
      assert.equal((await personOf(subject, ana.headers)).email, ana.email);
      assert.equal(await provider.answerAddressChange({ token: tokens.old, agrees: true }), "changed");

      assert.equal((await personOf(subject, ana.headers)).email, ana.newEmail);
      assert.equal(await provider.findSession(other), undefined);
      assert.deepEqual(await subject.facts(), [{ type: "identity.address_changed", data: { userId: ana.id }, scope }]);
      assert.equal(await provider.findAddressChange(ana.id), undefined);
      assert.equal((await signIn(subject, ana)).headers, undefined);
      const { password } = ana;
      assert.equal(
        (await personOf(subject, (await signIn(subject, { email: ana.newEmail, password })).headers)).id,
        ana.id,
      );
      await assertRefused(provider.answerAddressChange({ token: tokens.old, agrees: true }), INVALID);
      const late = await subject.call("reset-password", { token: reset, newPassword: "one more long password" });
      assert.equal(codeOf(late), "identity.invalid_token");
    },
  },
  {
    name: "lets either address stop the change for good, and its person take it back",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      for (const side of ["old", "new"] as const) {
        const ana = await asking(subject);
        const tokens = [await ana.mint("old"), await ana.mint("new")] as const;
        const token = side === "old" ? tokens[0] : tokens[1];
        assert.equal(await provider.answerAddressChange({ token, agrees: false }), "stopped");
        for (const each of tokens)
          await assertRefused(provider.answerAddressChange({ token: each, agrees: true }), INVALID);
        assert.equal((await personOf(subject, ana.headers)).email, ana.email);
      }
      const ana = await asking(subject);
      const token = await ana.mint("old");
      await provider.cancelAddressChange(ana.id);
      await provider.cancelAddressChange(ana.id);
      await assertRefused(provider.answerAddressChange({ token, agrees: true }), INVALID);
      assert.equal(await provider.mintAddressToken(ana.changeId, "old"), undefined);
    },
  },
  {
    name: "I-46: asks alike for an address that somebody has, sends no link to it, and gives it to nobody else",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ben = await newcomer(subject);
      const taken = await asking(subject, ben.email);
      assert.equal(await provider.mintAddressToken(taken.changeId, "new"), undefined);
      // Free when it was asked for, and somebody's by the time that both agree.
      const ana = await asking(subject);
      const tokens = [await ana.mint("new"), await ana.mint("old")] as const;
      await newcomer(subject, { ...newPerson(), email: ana.newEmail });
      await provider.answerAddressChange({ token: tokens[0], agrees: true });
      await assertRefused(provider.answerAddressChange({ token: tokens[1], agrees: true }), INVALID);
      assert.equal((await personOf(subject, ana.headers)).email, ana.email);
    },
  },
  {
    name: "takes links to another address for a day, of the newest wish and the newest mail alone",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ana = await asking(subject);
      const first = await ana.mint("old");
      const second = await ana.mint("old");
      await assertRefused(provider.answerAddressChange({ token: first, agrees: true }), INVALID);
      const { id: userId, sessionId } = ana;
      await provider.requestAddressChange({ userId, sessionId, email: newPerson().email });
      await assertRefused(provider.answerAddressChange({ token: second, agrees: true }), INVALID);
      const late = await asking(subject);
      const token = await late.mint("old");
      subject.later(25);
      await assertRefused(provider.answerAddressChange({ token, agrees: true }), INVALID);
      assert.equal(await provider.findAddressChange(late.id), undefined);
      for (const none of ["", "%", "1' or 1=1"]) {
        await assertRefused(provider.answerAddressChange({ token: none, agrees: true }), INVALID);
      }
      assert.equal(await provider.mintAddressToken(randomUUID(), "new"), undefined);
    },
  },
];
