import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { codeOf, type IdentityCase, type IdentitySubject, newPerson } from "./subject.ts";
import { TERMS_VERSION } from "../../src/terms.ts";

/** With the targets' factor, so many of a household in an hour. */
const ROOM = 3;

const hex = () => randomInt(1, 0xffff).toString(16);
const aSite = () => `2001:${hex()}:${hex()}`;
const from = (subject: IdentitySubject, address: string, person = newPerson()) =>
  subject.call("sign-up/email", { ...person, termsVersion: TERMS_VERSION }, { "x-forwarded-for": address });

/** Sign-ups of networks. */
export const signUpCases: readonly IdentityCase[] = [
  {
    name: "I-44, I-46: takes so many sign-ups of a network, whoever they are for, and goes on with every other",
    needs: "password",
    async run(subject) {
      const site = aSite();
      const known = newPerson();
      assert.equal((await from(subject, `${site}:1::1`, known)).status, 200);
      assert.equal((await from(subject, `${site}:1:a:b:c:d`)).status, 200);
      assert.equal((await from(subject, `${site}:0001:0::9`)).status, 200);
      const refused = await from(subject, `${site}:1::4`);
      assert.deepEqual([refused.status, codeOf(refused)], [429, "identity.too_many_sign_ups"]);
      assert.deepEqual(await from(subject, `${site}:1::5`, known), refused);
      assert.equal((await from(subject, `${site}:2::1`)).status, 200);
      assert.equal((await from(subject, `${aSite()}:1::1`)).status, 200);
      subject.later(1);
      assert.equal((await from(subject, `${site}:1::4`)).status, 200);
    },
  },
  {
    name: "I-44: gives the last places of a network once when many ask at once",
    needs: "password",
    async run(subject) {
      const site = aSite();
      const asked = await Promise.all(Array.from({ length: ROOM * 3 }, (_, at) => from(subject, `${site}:1::${at}`)));
      assert.equal(asked.filter(({ status }) => status === 200).length, ROOM);
      assert.equal(asked.filter(({ status }) => status === 429).length, ROOM * 2);
    },
  },
];
