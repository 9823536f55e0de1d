import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { armed, codeAt, finish, statusOf, waiting } from "./second-factor-subject.ts";
import { assertRefused, type IdentityCase, type IdentitySubject, newcomer, personOf, signIn } from "./subject.ts";

const idIn = async ({ provider }: IdentitySubject, headers: Headers) => (await provider.findSession(headers))?.id ?? "";
const FACTOR_FACTS = /second_factor|recovery_code/;

async function told(subject: IdentitySubject): Promise<readonly string[]> {
  return (await subject.facts()).map(({ type }) => type).filter((type) => FACTOR_FACTS.test(type));
}

/** Turning a second factor on and off, and what it guards inside a session. */
export const secondFactorChangeCases: readonly IdentityCase[] = [
  {
    name: "turns a second factor on by a code of its app, with ten recovery codes, and ends the other sessions",
    needs: "secondFactor",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject);
      const { headers = new Headers() } = await signIn(subject, ana);
      const ref = { userId: ana.id, sessionId: await idIn(subject, ana.headers) };
      await subject.facts();
      const { secret, uri } = await provider.beginSecondFactor(ana.id);
      assert.ok(new URL(uri).searchParams.get("secret") === secret && uri.includes(encodeURIComponent(ana.email)));
      const wrong = provider.confirmSecondFactor({ ...ref, code: codeAt({ secret }, 50) });
      await assertRefused(wrong, "identity.wrong_second_factor");
      assert.equal(await provider.findSecondFactor(ana.id), undefined);
      await personOf(subject, headers);
      const codes = await provider.confirmSecondFactor({ ...ref, code: codeAt({ secret }, 0) });
      assert.deepEqual([codes.length, new Set(codes).size], [10, 10]);
      assert.equal((await provider.findSecondFactor(ana.id))?.recoveryCodesLeft, 10);
      assert.equal(await provider.findSession(headers), undefined);
      await personOf(subject, ana.headers);
      assert.deepEqual(await told(subject), ["identity.second_factor_turned_on"]);
    },
  },
  {
    name: "confirms the secret that was made last, within an hour, in a session that is alive, once",
    needs: "secondFactor",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject);
      const ref = { userId: ana.id, sessionId: await idIn(subject, ana.headers) };
      await assertRefused(provider.confirmSecondFactor({ ...ref, code: "123456" }), "identity.second_factor_off");
      const first = await provider.beginSecondFactor(ana.id);
      const { secret } = await provider.beginSecondFactor(ana.id);
      const old = provider.confirmSecondFactor({ ...ref, code: codeAt(first, 0) });
      await assertRefused(old, "identity.wrong_second_factor");
      const ended = provider.confirmSecondFactor({ ...ref, sessionId: randomUUID(), code: codeAt({ secret }, 0) });
      await assertRefused(ended, "identity.session_not_found");
      assert.equal(await provider.findSecondFactor(ana.id), undefined);
      subject.later(1.1);
      const late = provider.confirmSecondFactor({ ...ref, code: codeAt({ secret }, 0, 1.1) });
      await assertRefused(late, "identity.second_factor_off");
      const third = await provider.beginSecondFactor(ana.id);
      await provider.confirmSecondFactor({ ...ref, code: codeAt(third, 0, 1.1) });
      const again = provider.confirmSecondFactor({ ...ref, code: codeAt(third, 1, 1.1) });
      await assertRefused(again, "identity.second_factor_on");
      await assertRefused(provider.beginSecondFactor(ana.id), "identity.second_factor_on");
    },
  },
  {
    name: "makes the recovery codes of before void when it makes other ones",
    needs: "secondFactor",
    async run(subject) {
      const { provider } = subject;
      const ana = await armed(subject);
      await subject.facts();
      const [fresh = ""] = await provider.renewRecoveryCodes(ana.id);
      const old = await finish(subject, await waiting(subject, ana), { recoveryCode: ana.recoveryCodes[0] });
      assert.equal(old.status, 401);
      assert.equal((await finish(subject, await waiting(subject, ana), { recoveryCode: fresh })).status, 200);
      assert.deepEqual(await told(subject), ["identity.recovery_codes_renewed", "identity.recovery_code_used"]);
      assert.equal((await provider.findSecondFactor(ana.id))?.recoveryCodesLeft, 9);
      const { id } = await newcomer(subject);
      await assertRefused(provider.renewRecoveryCodes(id), "identity.second_factor_off");
    },
  },
  {
    name: "turns a second factor off: the password is enough from then on, and the other sessions end",
    needs: "secondFactor",
    async run(subject) {
      const { provider } = subject;
      const ana = await armed(subject);
      const { headers = new Headers() } = await finish(subject, await waiting(subject, ana), { code: codeAt(ana, 1) });
      const begun = await waiting(subject, ana);
      await subject.facts();
      const ref = { userId: ana.id, sessionId: ana.sessionId };
      await provider.removeSecondFactor(ref);
      assert.equal(await provider.findSecondFactor(ana.id), undefined);
      assert.equal(await provider.findSession(headers), undefined);
      await personOf(subject, ana.headers);
      assert.equal((await finish(subject, begun, { recoveryCode: ana.recoveryCodes[0] })).status, 401);
      assert.equal(statusOf(await signIn(subject, ana)), "signed_in");
      assert.deepEqual(await told(subject), ["identity.second_factor_turned_off"]);
      await assertRefused(provider.removeSecondFactor(ref), "identity.second_factor_off");
    },
  },
  {
    name: "I-43: takes a password alone for no proof of somebody who has a second factor, whether it is right or not",
    needs: "secondFactor",
    async run(subject) {
      const { provider } = subject;
      const { id: userId, sessionId, password, ...ana } = await armed(subject);
      const ref = { userId, sessionId };
      for (const tried of [password, "not the password at all"]) {
        const bare = provider.confirmPassword({ ...ref, password: tried });
        await assertRefused(bare, "identity.second_factor_required");
      }
      const newPassword = `another long password ${randomUUID()}`;
      const change = provider.changePassword({ ...ref, currentPassword: password, newPassword });
      await assertRefused(change, "identity.second_factor_required");
      const used = provider.confirmPassword({ ...ref, password, proof: { code: ana.code } });
      await assertRefused(used, "identity.wrong_second_factor");
      const [recoveryCode = ""] = ana.recoveryCodes;
      const wrong = provider.confirmPassword({ ...ref, password: "no", proof: { recoveryCode } });
      await assertRefused(wrong, "identity.wrong_password");
      await provider.confirmPassword({ ...ref, password, proof: { code: codeAt(ana, 1) } });
      await provider.changePassword({ ...ref, currentPassword: password, newPassword, proof: { recoveryCode } });
    },
  },
];
