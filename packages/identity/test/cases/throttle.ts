import assert from "node:assert/strict";
import { THROTTLE } from "../../src/domain/throttle.ts";
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

const WRONG = "not the password at all";
const guess = (subject: IdentitySubject, email: string) => subject.call("sign-in/email", { email, password: WRONG });

/** As many as cost nothing. */
const guesses = (subject: IdentitySubject, email: string) =>
  Promise.all(Array.from({ length: THROTTLE.free }, () => guess(subject, email)));

/** Guessing at passwords. */
export const throttleCases: readonly IdentityCase[] = [
  {
    name: "I-45, I-46: makes guesses at an address wait, whether or not it has an account, and not for good",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const unknown = newPerson().email;
      for (const email of [ana.email, unknown]) {
        for (const { status } of await guesses(subject, email)) assert.equal(status, 401);
      }
      const waits = await guess(subject, ana.email);
      assert.deepEqual([waits.status, codeOf(waits)], [429, "identity.too_many_attempts"]);
      assert.deepEqual(await guess(subject, unknown), waits);
      assert.deepEqual(await signIn(subject, ana), waits);
      assert.equal((await signIn(subject, await newcomer(subject))).status, 200);
      subject.later(0.3);
      assert.equal((await personOf(subject, (await signIn(subject, ana)).headers)).id, ana.id);
    },
  },
  {
    name: "I-45: never makes a person wait in a browser that they have signed in with, whoever guesses elsewhere",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const known = (await signIn(subject, ana)).headers ?? new Headers();
      await subject.call("sign-out", {}, known);
      await guesses(subject, ana.email);
      assert.equal((await signIn(subject, ana)).status, 429);
      const { email, password } = ana;
      const back = await subject.call("sign-in/email", { email, password }, known);
      assert.equal((await personOf(subject, back.headers)).id, ana.id);
      // Somebody else's browser is none of theirs.
      const eve = await newcomer(subject);
      const foreign = (await signIn(subject, eve)).headers ?? new Headers();
      assert.equal((await subject.call("sign-in/email", { email, password }, foreign)).status, 429);
    },
  },
  {
    name: "I-45: makes guesses at the password inside a session wait, in that session alone",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject);
      const other = (await signIn(subject, ana)).headers ?? new Headers();
      const refOf = async (headers: Headers) => ({
        userId: ana.id,
        sessionId: (await provider.findSession(headers))?.id ?? "",
      });
      const stolen = await refOf(other);
      const tries = Array.from({ length: THROTTLE.free }, () =>
        provider.confirmPassword({ ...stolen, password: WRONG }),
      );
      for (const outcome of await Promise.allSettled(tries)) assert.equal(outcome.status, "rejected");
      const { password } = ana;
      await assertRefused(provider.confirmPassword({ ...stolen, password }), "identity.too_many_attempts");
      await provider.confirmPassword({ ...(await refOf(ana.headers)), password });
      subject.later(0.3);
      await provider.confirmPassword({ ...stolen, password });
    },
  },
];
