import assert from "node:assert/strict";
import type { SocialPerson } from "../../src/port-social.ts";
import { TERMS_VERSION } from "../../src/terms.ts";
import { type IdentityCase, type IdentitySubject, newcomer, newPerson } from "./subject.ts";

const stranger = (part: Partial<SocialPerson> = {}): SocialPerson => {
  const { name, email } = newPerson();
  return { subject: crypto.randomUUID(), email, isVerified: true, name, ...part };
};

const accept = ({ call }: IdentitySubject, headers: Headers, more: object = { termsVersion: TERMS_VERSION }) =>
  call("social/accept", { name: "Mira Example", ...more }, headers);

/** In a browser of their own. */
async function enter({ depart, arrive }: IdentitySubject, person: SocialPerson) {
  const departed = await depart("google");
  return arrive("google", { person, departed });
}

async function connect({ provider, arrive, departed }: IdentitySubject, headers: Headers, person: SocialPerson) {
  const session = await provider.findSession(headers);
  const ref = { userId: session?.person.id ?? "", sessionId: session?.id ?? "" };
  const begun = await provider.beginConnection({ ...ref, provider: "google", purpose: "connect" });
  return arrive("google", { person, departed: departed(begun, headers) });
}

/** Signing in by a vendor: who that is goes by the vendor's own name for them. */
export const socialCases: readonly IdentityCase[] = [
  {
    name: "I-50 somebody new by way of a vendor has no account before they accept the terms, and is known afterwards",
    needs: "social",
    async run(subject) {
      const person = stranger();
      const back = await enter(subject, person);
      assert.equal(back.page, "/sign-up/terms");
      assert.equal(await subject.provider.findPersonByAddress(person.email ?? ""), undefined);
      assert.equal((await accept(subject, back.headers, {})).status, 422);
      const made = await accept(subject, back.headers);
      assert.equal(made.status, 200);
      const first = await subject.provider.findSession(made.headers ?? new Headers());
      const again = await enter(subject, { ...person, email: undefined });
      const second = await subject.provider.findSession(again.headers);
      assert.ok(first !== undefined);
      assert.equal(second?.person.id, first.person.id);
    },
  },
  {
    name: "I-50 the address of an account brings nobody into it by way of a vendor",
    needs: "social",
    async run(subject) {
      const { email } = await newcomer(subject);
      const back = await enter(subject, stranger({ email }));
      assert.equal(back.page, "/sign-in?problem=address-known&next=%2Fhome");
      assert.equal(await subject.provider.findSession(back.headers), undefined);
    },
  },
  {
    name: "I-49 what one browser has begun at a vendor ends in no other",
    needs: "social",
    async run(subject) {
      const [own, other] = [await subject.depart("google"), await subject.depart("google")];
      const departed = { ...own, headers: other.headers };
      assert.equal((await subject.arrive("google", { person: stranger(), departed })).page, "/sign-in?problem=stale");
    },
  },
  {
    name: "a person of a vendor's belongs to one account, is told of, and does not get in once disconnected",
    needs: "social",
    async run(subject) {
      const { provider } = subject;
      const [ana, ben] = [await newcomer(subject), await newcomer(subject)];
      const person = stranger();
      await subject.facts();
      assert.equal((await connect(subject, ana.headers, person)).page, "/account/security?connected=google");
      assert.equal((await connect(subject, ben.headers, person)).page, "/account/security?problem=taken");
      const userId = (await provider.findSession(ana.headers))?.person.id ?? "";
      assert.deepEqual(
        (await provider.listConnections(userId)).map((one) => one.provider),
        ["google"],
      );
      await provider.endConnection({ userId, provider: "google" });
      await provider.endConnection({ userId, provider: "google" });
      assert.equal((await enter(subject, person)).page, "/sign-up/terms");
      const told = (await subject.facts()).map(({ type }) => type).filter((type) => type.includes("connection"));
      assert.deepEqual(told, ["identity.connection_added", "identity.connection_removed"]);
    },
  },
];
