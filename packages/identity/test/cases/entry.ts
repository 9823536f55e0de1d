import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  assertRefused,
  codeOf,
  idOf,
  type IdentityCase,
  newcomer,
  newPerson,
  personOf,
  signIn,
  signUp,
} from "./subject.ts";

/** Signing up, in and out; who somebody is. */
export const entryCases: readonly IdentityCase[] = [
  {
    name: "knows who sends a request",
    async run(subject) {
      const person = await personOf(subject, await subject.someone());
      assert.ok(person.id !== "" && person.email.includes("@"));
    },
  },
  {
    name: "knows nobody without a session",
    needs: "password",
    async run({ provider, someone }) {
      await someone();
      assert.equal(await provider.findSession(new Headers()), undefined);
      assert.equal(await provider.findSession(new Headers({ cookie: "" })), undefined);
    },
  },
  {
    name: "I-37: takes a session whose signature was changed for none",
    needs: "password",
    async run({ provider, someone }) {
      const cookie = (await someone()).get("cookie") ?? "";
      const changed = cookie.replace(/=(.)/, (_, first: string) => `=${first === "A" ? "B" : "A"}`);
      assert.equal(await provider.findSession(new Headers({ cookie: changed })), undefined);
    },
  },
  {
    name: "greets a new person by the name they gave, their address in lower case",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      const written = { ...given, name: ` ${given.name} `, email: ` ${given.email.toUpperCase()}` };
      await signUp(subject, written);
      const known = await subject.provider.findPerson(await idOf(subject, given));
      assert.deepEqual([known?.person.name, known?.person.email], [given.name, given.email]);
    },
  },
  {
    name: "lets nobody in before their address is confirmed, and says nothing of it: a wrong password is answered alike",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      assert.equal((await signUp(subject, given)).headers, undefined);
      const right = await signIn(subject, given);
      assert.deepEqual([right.status, codeOf(right)], [401, "identity.wrong_credentials"]);
      assert.equal(right.headers, undefined);
      assert.deepEqual(await signIn(subject, { ...given, password: "not the password at all" }), right);
    },
  },
  {
    name: "I-46: answers a sign-in right after a sign-up alike, whether or not the address had an account",
    needs: "password",
    async run(subject) {
      const [known, unconfirmed] = [await newcomer(subject), newPerson()];
      await signUp(subject, unconfirmed);
      const probe = async (email: string) => {
        const thief = { ...newPerson(), email };
        return [await signUp(subject, thief), await signIn(subject, thief)];
      };
      const unknown = await probe(newPerson().email);
      assert.deepEqual(await probe(known.email), unknown);
      assert.deepEqual(await probe(unconfirmed.email), unknown);
    },
  },
  {
    name: "finds the same person when they sign in again",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const again = await personOf(subject, (await signIn(subject, ana)).headers);
      assert.equal(again.id, ana.id);
    },
  },
  {
    name: "I-31: gives each sign-in a session of its own",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const first = await subject.provider.findSession(ana.headers);
      const second = await subject.provider.findSession((await signIn(subject, ana)).headers ?? new Headers());
      assert.ok(first && second);
      assert.notEqual(first.id, second.id);
    },
  },
  {
    name: "I-32: signs nobody in to a session that was there before them",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const eve = await newcomer(subject);
      const { email, password } = ana;
      const signedIn = await subject.call("sign-in/email", { email, password }, eve.headers);
      assert.equal((await personOf(subject, signedIn.headers)).id, ana.id);
      assert.notEqual(signedIn.headers?.get("cookie"), eve.headers.get("cookie"));
      assert.equal(await subject.provider.findSession(eve.headers), undefined);
    },
  },
  {
    name: "I-33: ends a session for good at sign-out, and only that one",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const second = (await signIn(subject, ana)).headers;
      await subject.call("sign-out", {}, ana.headers);
      assert.equal(await subject.provider.findSession(ana.headers), undefined);
      await personOf(subject, second);
    },
  },
  {
    name: "I-46: answers an unknown address and a wrong password alike, and lets neither in",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const wrong = await signIn(subject, { ...ana, password: "not the password at all" });
      const unknown = await signIn(subject, { ...ana, email: newPerson().email });
      assert.equal(wrong.headers, undefined);
      assert.equal(wrong.status, 401);
      assert.deepEqual(unknown, wrong);
    },
  },
  {
    name: "I-46: answers a sign-up with a taken address like any other, and changes nothing about the account",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const thief = { ...newPerson(), email: ana.email.toUpperCase() };
      const repeated = await signUp(subject, thief);
      assert.deepEqual(repeated, await signUp(subject, newPerson()));
      assert.equal((await signIn(subject, { ...thief, email: ana.email })).headers, undefined);
      assert.equal((await personOf(subject, (await signIn(subject, ana)).headers)).id, ana.id);
    },
  },
  {
    name: "tells of each sign-up once, and of one with a taken address apart",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      await signUp(subject, given);
      const userId = await idOf(subject, given);
      await signUp(subject, { ...newPerson(), email: given.email });
      assert.deepEqual(await subject.facts(), [
        { type: "identity.sign_up_repeated", data: { userId }, scope: { tenantId: null, userId } },
      ]);
    },
  },
  {
    name: "makes one account of eight sign-ups with one address at once, and answers them alike",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      await subject.facts();
      const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(subject, given)));
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      const types = (await subject.facts()).map(({ type }) => type).toSorted();
      assert.deepEqual(types, ["identity.person_signed_up", ...Array<string>(7).fill("identity.sign_up_repeated")]);
    },
  },
  {
    name: "keeps the language that a person chose, and takes another name and language",
    needs: "profile",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject, newPerson(), { locale: "id" });
      assert.equal((await personOf(subject, ana.headers)).locale, "id");
      const renamed = await provider.updatePerson(ana.id, { name: "Ana Baru" });
      assert.deepEqual([renamed.name, renamed.locale], ["Ana Baru", "id"]);
      await provider.updatePerson(ana.id, { locale: "en" });
      const now = await personOf(subject, ana.headers);
      assert.deepEqual([now.name, now.locale, now.email], ["Ana Baru", "en", ana.email]);
      await assertRefused(provider.updatePerson(randomUUID(), { locale: "en" }), "identity.person_not_found");
    },
  },
  {
    name: "finds a person by their id and by their address, and nobody by another",
    async run(subject) {
      const person = await personOf(subject, await subject.someone());
      const { provider } = subject;
      assert.deepEqual(await provider.findPerson(person.id), { person, verified: true });
      assert.deepEqual(await provider.findPersonByAddress(person.email), { person, verified: true });
      for (const address of [newPerson().email, "", "\u0000@b.co", "%", person.id]) {
        assert.equal(await provider.findPersonByAddress(address), undefined);
      }
      assert.equal(await subject.provider.findPerson(randomUUID()), undefined);
      assert.equal(await subject.provider.findPerson("1' or 1=1"), undefined);
    },
  },
  {
    name: "takes nobody for an operator but whom the platform's owner made one",
    needs: "password",
    async run(subject) {
      const [ana, ben] = [await newcomer(subject), await newcomer(subject)];
      await subject.grantOperator(ana.id);
      assert.equal(await subject.provider.isOperator(ana.id), true);
      assert.equal(await subject.provider.isOperator(ben.id), false);
      assert.equal(await subject.provider.isOperator("1' or 1=1"), false);
    },
  },
];
