import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  type Attempt,
  assertRefused,
  codeOf,
  confirm,
  type IdentityCase,
  newcomer,
  personOf,
  signIn,
} from "./subject.ts";
import { armed, codeAt, codesOf, finish, statusOf, waiting } from "./second-factor-subject.ts";

const refusal = (attempt: Attempt) => [attempt.status, codeOf(attempt)];
const WRONG = [401, "identity.wrong_second_factor"];
const EXPIRED = [401, "identity.sign_in_expired"];
const without = (attempts: readonly Attempt[]) => attempts.filter(({ status }) => status !== 200).length;

/** The second factor at a sign-in. */
export const secondFactorCases: readonly IdentityCase[] = [
  {
    name: "I-47: opens no session until the second factor was given, and then one",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const first = await signIn(subject, ana);
      assert.equal(statusOf(first), "second_factor_required");
      assert.deepEqual(Object.keys(first.body as object), ["status"]);
      assert.equal(await subject.provider.findSession(first.headers ?? new Headers()), undefined);
      assert.equal((await subject.provider.listSessions(ana.id)).length, 1);
      const done = await finish(subject, first, { code: codeAt(ana, 1) });
      assert.equal(statusOf(done), "signed_in");
      assert.equal((await personOf(subject, done.headers)).id, ana.id);
      assert.equal((await subject.provider.listSessions(ana.id)).length, 2);
      assert.deepEqual(refusal(await finish(subject, first, { code: codeAt(ana, 2) })), EXPIRED);
    },
  },
  {
    name: "I-47: takes a code once: not again at another sign-in, nor at five at once, nor the one that turned it on",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      assert.deepEqual(refusal(await finish(subject, await waiting(subject, ana), { code: ana.code })), WRONG);
      const code = codeAt(ana, 1);
      const begun = await Promise.all(Array.from({ length: 5 }, () => waiting(subject, ana)));
      const tried = await Promise.all(begun.map((one) => finish(subject, one, { code })));
      assert.equal(without(tried), 4);
      assert.deepEqual(refusal(await finish(subject, await waiting(subject, ana), { code })), WRONG);
    },
  },
  {
    name: "takes the code of the half minute before or after, and of none further away",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      subject.later(1);
      const first = await waiting(subject, ana);
      for (const steps of [-4, 4, 20]) {
        const code = codeAt(ana, steps, 1);
        assert.deepEqual(refusal(await finish(subject, first, { code })), WRONG, `${steps} half minutes`);
      }
      assert.equal((await finish(subject, first, { code: codeAt(ana, 0, 1) })).status, 200);
    },
  },
  {
    name: "I-47: takes a recovery code once, however it is typed, also when it is tried 20 times at once",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const [first = "", second = ""] = ana.recoveryCodes;
      const typed = first.toUpperCase().replaceAll("-", " ");
      assert.equal((await finish(subject, await waiting(subject, ana), { recoveryCode: typed })).status, 200);
      assert.deepEqual(refusal(await finish(subject, await waiting(subject, ana), { recoveryCode: first })), WRONG);
      const begun = await Promise.all(Array.from({ length: 4 }, () => waiting(subject, ana)));
      const tries = begun.flatMap((one) => Array.from({ length: 5 }, () => one));
      const tried = await Promise.all(tries.map((one) => finish(subject, one, { recoveryCode: second })));
      assert.equal(without(tried), 19);
      assert.equal((await subject.provider.findSecondFactor(ana.id))?.recoveryCodesLeft, 8);
    },
  },
  {
    name: "lets a sign-in die of five wrong codes, also when they come at once",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const first = await waiting(subject, ana);
      await Promise.all(Array.from({ length: 5 }, () => finish(subject, first, { code: codeAt(ana, 50) })));
      assert.deepEqual(refusal(await finish(subject, first, { code: codeAt(ana, 1) })), EXPIRED);
      assert.equal((await finish(subject, await waiting(subject, ana), { code: codeAt(ana, 1) })).status, 200);
    },
  },
  {
    name: "lets a sign-in wait for ten minutes and no longer",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const first = await waiting(subject, ana);
      subject.later(0.2);
      assert.deepEqual(refusal(await finish(subject, first, { code: codeAt(ana, 0, 0.2) })), EXPIRED);
    },
  },
  {
    name: "finishes a sign-in by the cookie of its browser and the code of its person alone",
    needs: "secondFactor",
    async run(subject) {
      const [ana, eve] = [await armed(subject), await armed(subject)];
      const [anas, eves] = [await waiting(subject, ana), await waiting(subject, eve)];
      const code = codeAt(ana, 1);
      assert.deepEqual(refusal(await finish(subject, eves, { code })), WRONG);
      assert.deepEqual(refusal(await finish(subject, anas, { code: codeAt(eve, 1) })), WRONG);
      assert.deepEqual(refusal(await subject.call("sign-in/second-factor", { code })), EXPIRED);
      const turned = (anas.headers?.get("cookie") ?? "").replace(/=./, (start) => (start === "=A" ? "=B" : "=A"));
      assert.deepEqual(refusal(await subject.call("sign-in/second-factor", { code }, { cookie: turned })), EXPIRED);
      assert.deepEqual(refusal(await subject.call("sign-in/second-factor", { code }, eve.headers)), EXPIRED);
      assert.equal((await personOf(subject, (await finish(subject, anas, { code })).headers)).id, ana.id);
    },
  },
  {
    name: "I-47: gives a program no token without the second factor, and one with a code or a recovery code",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const { email, password } = ana;
      const bare = await subject.call("sign-in/token", { email, password });
      assert.deepEqual([...refusal(bare), codesOf(bare)], [401, "identity.second_factor_required", undefined]);
      assert.equal((await subject.provider.listSessions(ana.id)).length, 1);
      const wrong = await subject.call("sign-in/token", { email, password, code: ana.code });
      assert.deepEqual(refusal(wrong), WRONG);
      const stranger = await subject.call("sign-in/token", { email, password: "no", code: codeAt(ana, 1) });
      assert.deepEqual(refusal(stranger), [401, "identity.wrong_credentials"]);
      for (const proof of [{ code: codeAt(ana, 1) }, { recoveryCode: ana.recoveryCodes[0] }]) {
        const right = await subject.call("sign-in/token", { email, password, ...proof });
        const headers = new Headers({ authorization: `Bearer ${codesOf(right) ?? ""}` });
        assert.equal((await personOf(subject, headers)).id, ana.id);
      }
    },
  },
  {
    name: "signs nobody in by a new password that came by mail: the second factor stays",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const before = await waiting(subject, ana);
      const token = (await subject.provider.mintPasswordResetToken(ana.id))?.token;
      const password = `another long password ${randomUUID()}`;
      const reset = await subject.call("reset-password", { token, newPassword: password });
      assert.deepEqual([reset.status, reset.headers], [200, undefined]);
      assert.deepEqual(refusal(await finish(subject, before, { code: codeAt(ana, 1) })), EXPIRED);
      assert.equal(statusOf(await signIn(subject, { ...ana, password })), "second_factor_required");
    },
  },
  {
    name: "ends sign-ins that wait together with the other sessions",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const before = await waiting(subject, ana);
      const session = await subject.provider.findSession(ana.headers);
      await subject.provider.endOtherSessions({ userId: ana.id, sessionId: session?.id ?? "" });
      assert.deepEqual(refusal(await finish(subject, before, { code: codeAt(ana, 1) })), EXPIRED);
    },
  },
  {
    name: "I-45: slows down whoever knows the password and guesses codes, and not the person in their own browser",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const own = await finish(subject, await waiting(subject, ana), { code: codeAt(ana, 1) });
      for (const round of [0, 1]) {
        const begun = await waiting(subject, ana);
        for (const step of [1, 2, 3, 4, 5]) await finish(subject, begun, { code: codeAt(ana, 50 + 5 * round + step) });
      }
      const [recoveryCode = "", second = ""] = ana.recoveryCodes;
      const late = await finish(subject, await waiting(subject, ana), { recoveryCode });
      assert.deepEqual(refusal(late), [429, "identity.too_many_attempts"]);
      const again = await subject.call("sign-in/email", { email: ana.email, password: ana.password }, own.headers);
      const cookie = [own.headers, again.headers].map((headers) => headers?.get("cookie")).join("; ");
      const known = await subject.call("sign-in/second-factor", { recoveryCode: second }, { cookie });
      assert.equal(known.status, 200);
    },
  },
  {
    name: "knows no browser again in which the second factor was not given",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const guess = async (mark: Attempt | undefined) => {
        const { email, password } = ana;
        const begun = await subject.call("sign-in/email", { email, password }, mark?.headers);
        const cookie = [begun.headers, mark?.headers].map((headers) => headers?.get("cookie") ?? "").join("; ");
        return subject.call("sign-in/second-factor", { code: codeAt(ana, 99) }, { cookie });
      };
      const half = await waiting(subject, ana);
      const answers: number[] = [];
      for (let count = 0; count < 12; count++) answers.push((await guess(count < 6 ? half : undefined)).status);
      assert.deepEqual(answers.slice(-2), [429, 429]);
    },
  },
  {
    name: "takes no form for a code that names none, both, or something else, and counts it for none",
    needs: "secondFactor",
    async run(subject) {
      const ana = await armed(subject);
      const first = await waiting(subject, ana);
      const [recoveryCode = ""] = ana.recoveryCodes;
      const code = codeAt(ana, 1);
      const forms = [
        {},
        { code, recoveryCode },
        { code: "12345" },
        { code: "١٢٣٤٥٦" },
        { recoveryCode: "abc" },
        { code: 123456 },
      ];
      for (const form of forms) {
        assert.deepEqual(refusal(await finish(subject, first, form)), [422, "identity.invalid_input"]);
      }
      assert.equal((await finish(subject, first, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status, 200);
    },
  },
  {
    name: "asks nobody for a second factor who has none, or has begun one only",
    needs: "secondFactor",
    async run(subject) {
      const ana = await newcomer(subject);
      assert.equal(await subject.provider.findSecondFactor(ana.id), undefined);
      await subject.provider.beginSecondFactor(ana.id);
      assert.equal(await subject.provider.findSecondFactor(ana.id), undefined);
      assert.equal(statusOf(await signIn(subject, ana)), "signed_in");
      for (const unknown of [randomUUID(), "1' or 1=1"]) {
        assert.equal(await subject.provider.findSecondFactor(unknown), undefined);
        await assertRefused(subject.provider.beginSecondFactor(unknown), "identity.person_not_found");
      }
      assert.equal((await confirm(subject, ana)).status, 422);
    },
  },
];
