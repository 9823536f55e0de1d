import assert from "node:assert/strict";
import { TERMS_VERSION } from "../../src/terms.ts";
import {
  assertRefused,
  codeOf,
  type Elsewhere,
  type IdentityCase,
  type IdentitySubject,
  newPerson,
  personOf,
} from "./subject.ts";

/** Somebody with an account there and one here. */
async function known(subject: IdentitySubject) {
  const { elsewhere, call } = parts(subject);
  const { name, email } = newPerson();
  const there = elsewhere.add({ name, email });
  const back = await elsewhere.enter(there);
  const made = await call("social/accept", { name, termsVersion: TERMS_VERSION }, back.headers);
  const headers = keptOf(made.headers);
  return { ...there, name, email, headers, person: await personOf(subject, headers) };
}

function parts(subject: IdentitySubject): IdentitySubject & { readonly elsewhere: Elsewhere } {
  const { elsewhere } = subject;
  assert.ok(elsewhere, "expected a provider that runs");
  return { ...subject, elsewhere };
}

/** Without what a browser has just been told to forget. */
export function keptOf(headers: Headers | undefined): Headers {
  const all = (headers?.get("cookie") ?? "").split("; ");
  return new Headers({ cookie: all.filter((one) => !one.endsWith("=")).join("; ") });
}

const isIn = async ({ provider }: IdentitySubject, headers: Headers) =>
  (await provider.findSession(headers)) !== undefined;

/** Signing in at another's page: who that is goes by what the provider signed, and the session is ours. */
export const elsewhereCases: readonly IdentityCase[] = [
  {
    name: "I-50 somebody new has no account before they accept the terms, and is the same person afterwards",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere, provider, call } = parts(subject);
      const { name, email } = newPerson();
      const there = elsewhere.add({ name, email });
      const back = await elsewhere.enter(there);
      assert.equal(back.page, "/sign-up/terms");
      assert.equal(await provider.findPersonByAddress(email), undefined);
      assert.equal((await call("social/accept", { name }, back.headers)).status, 422);
      const made = await call("social/accept", { name, termsVersion: TERMS_VERSION }, back.headers);
      const first = await personOf(subject, made.headers);
      const again = await elsewhere.enter(there);
      assert.equal(again.page, "/home");
      assert.equal((await personOf(subject, again.headers)).id, first.id);
      assert.equal((await provider.findPerson(first.id))?.verified, true);
    },
  },
  {
    name: "I-50 the address of an account brings nobody into it, and one that is not confirmed brings nobody in at all",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere } = parts(subject);
      const { email } = await known(subject);
      const back = await elsewhere.enter(elsewhere.add({ name: "Eve", email }));
      assert.match(back.page, /problem=address-known/);
      assert.equal(await isIn(subject, back.headers), false);
      const unconfirmed = elsewhere.add({ ...newPerson(), isVerified: false });
      assert.match((await elsewhere.enter(unconfirmed)).page, /problem=unverified/);
    },
  },
  {
    name: "I-49 what the provider did not sign for us, for this browser and for now lets nobody in",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere } = parts(subject);
      const person = await known(subject);
      for (const defect of ["nonce", "issuer", "audience", "expired", "unsigned", "symmetric", "other-key"]) {
        const back = await elsewhere.enter(person, { defect });
        assert.match(back.page, /problem=refused/, defect);
        assert.equal(await isIn(subject, back.headers), false, defect);
      }
    },
  },
  {
    name: "I-49 another state, a code that nobody gave, and an answer that came before let nobody in",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere } = parts(subject);
      const person = await known(subject);
      const stale = await elsewhere.enter(person, { instead: { state: "another" } });
      assert.match(stale.page, /problem=stale/);
      const forged = await elsewhere.enter(person, { instead: { code: "another" } });
      assert.match(forged.page, /problem=refused/);
      const replayed = await elsewhere.enter(person, { twice: true });
      assert.match(replayed.page, /problem=stale/);
      for (const { headers } of [stale, forged, replayed]) assert.equal(await isIn(subject, headers), false);
    },
  },
  {
    name: "I-31, I-32 each sign-in has a session of its own, none that was there before, and the one before it ends",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere } = parts(subject);
      const person = await known(subject);
      const planted = new Headers({
        cookie: (person.headers.get("cookie") ?? "").replace(/=.*/, `=${"A".repeat(43)}`),
      });
      const first = await elsewhere.enter(person, { before: planted });
      assert.equal(await isIn(subject, planted), false);
      assert.equal(await isIn(subject, first.headers), true);
      const second = await elsewhere.enter(person, { before: first.headers });
      assert.equal(await isIn(subject, first.headers), false);
      assert.equal(await isIn(subject, second.headers), true);
      assert.equal(await isIn(subject, person.headers), true);
    },
  },
  {
    name: "I-36 keeps of a session what lets nobody in",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere } = parts(subject);
      const { headers } = await known(subject);
      const [name = "", secret = ""] = (headers.get("cookie") ?? "").split("=");
      assert.match(secret, /^[\w-]{43}$/);
      const stored = await elsewhere.stored();
      assert.ok(!stored.includes(secret));
      const tokens = [...stored.matchAll(/"token":"([^"]+)"/g)].map(([, token = ""]) => token);
      assert.ok(tokens.length > 0);
      for (const token of tokens.slice(-20)) {
        assert.equal(await isIn(subject, new Headers({ cookie: `${name}=${token}` })), false);
        assert.equal(await isIn(subject, new Headers({ authorization: `Bearer ${token}` })), false);
      }
    },
  },
  {
    name: "I-37 takes a session whose secret was changed, or came twice, for none",
    needs: "elsewhere",
    async run(subject) {
      const { headers } = await known(subject);
      const cookie = headers.get("cookie") ?? "";
      const changed = cookie.slice(0, -1) + (cookie.endsWith("A") ? "B" : "A");
      assert.equal(await isIn(subject, new Headers({ cookie: changed })), false);
      assert.equal(await isIn(subject, new Headers({ cookie: `${cookie}; ${changed}` })), false);
      assert.equal(await isIn(subject, new Headers({ cookie })), true);
    },
  },
  {
    name: "I-33 ends a session for good at sign-out, and only that one",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere, call } = parts(subject);
      const person = await known(subject);
      const other = await elsewhere.enter(person);
      assert.equal((await call("sign-out", {}, person.headers)).status, 200);
      assert.equal(await isIn(subject, person.headers), false);
      assert.equal(await isIn(subject, other.headers), true);
      const { provider } = subject;
      const session = await provider.findSession(other.headers);
      const ref = { userId: person.person.id, sessionId: session?.id ?? "" };
      assert.equal((await provider.listSessions(person.person.id)).length, 1);
      await provider.endSession(ref);
      assert.equal(await isIn(subject, other.headers), false);
    },
  },
  {
    name: "I-34, I-35 ends a session seven days after the sign-in, and one that nobody used for three days",
    needs: "elsewhere",
    async run(subject) {
      const person = await known(subject);
      const idle = await parts(subject).elsewhere.enter(person);
      subject.later(40);
      assert.equal(await isIn(subject, person.headers), true);
      subject.later(40);
      assert.equal(await isIn(subject, idle.headers), false);
      for (let hours = 80; hours < 167; hours += 20) {
        assert.equal(await isIn(subject, person.headers), true, `${hours}`);
        subject.later(20);
      }
      subject.later(10);
      assert.equal(await isIn(subject, person.headers), false);
    },
  },
  {
    name: "I-43 makes a sign-in a recent one when the provider has asked again, and not by an old one there",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere, provider } = parts(subject);
      const person = await known(subject);
      const before = await provider.findSession(person.headers);
      const old = await elsewhere.confirm(person, person.headers, { defect: "old-sign-in" });
      assert.match(old.page, /problem=refused/);
      assert.deepEqual((await provider.findSession(person.headers))?.authTime, before?.authTime);
      assert.equal((await elsewhere.confirm(person, person.headers)).page, "/account");
      const after = await provider.findSession(person.headers);
      assert.equal(after?.id, before?.id);
      assert.ok((after?.authTime ?? 0) > (before?.authTime ?? 0));
      const stranger = await known(subject);
      const other = await elsewhere.confirm(stranger, person.headers);
      assert.match(other.page, /problem=other-person/);
    },
  },
  {
    name: "dates a sign-in by when the provider has asked, and not by when somebody came from there",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere, provider } = parts(subject);
      const person = await known(subject);
      const back = await elsewhere.enter(person, { defect: "old-sign-in" });
      const session = await provider.findSession(back.headers);
      assert.ok((session?.authTime.getTime() ?? Infinity) < Date.now() - 3_500_000);
    },
  },
  {
    name: "ends the sessions that the provider tells of, once for each notice, and nobody else's",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere } = parts(subject);
      const [ana, ben] = [await known(subject), await known(subject)];
      const notice = { sub: ana.subject, jti: crypto.randomUUID() };
      assert.equal(await elsewhere.tell({ ...notice, aud: "another" }), 400);
      assert.equal(await elsewhere.tell({ ...notice, nonce: "of a sign-in" }), 400);
      assert.equal(await isIn(subject, ana.headers), true);
      assert.equal(await elsewhere.tell(notice), 200);
      assert.equal(await isIn(subject, ana.headers), false);
      assert.equal(await isIn(subject, ben.headers), true);
      const again = await elsewhere.enter(ana);
      assert.equal(await elsewhere.tell(notice), 400);
      assert.equal(await isIn(subject, again.headers), true);
    },
  },
  {
    name: "ends one session of the provider's alone where the notice names it",
    needs: "elsewhere",
    async run(subject) {
      const { elsewhere } = parts(subject);
      const person = await known(subject);
      const other = await elsewhere.enter(person);
      const rows: unknown = JSON.parse(await elsewhere.stored());
      assert.ok(Array.isArray(rows));
      const own = rows.filter((row) => Reflect.get(Object(row), "user_id") === person.person.id);
      const sid: unknown = Reflect.get(Object(own[0]), "vendor_session");
      assert.deepEqual([own.length, typeof sid], [2, "string"]);
      assert.equal(await elsewhere.tell({ sub: person.subject, sid }), 200);
      assert.notEqual(await isIn(subject, person.headers), await isIn(subject, other.headers));
    },
  },
  {
    name: "has no way in of its own, and says where people sign in instead",
    needs: "elsewhere",
    async run(subject) {
      const { provider, call } = subject;
      const { person, headers } = await known(subject);
      for (const endpoint of [
        "sign-in/email",
        "sign-up/email",
        "request-sign-in-mail",
        "sign-in/token",
        "passkey/options",
      ]) {
        const answer = await call(endpoint, newPerson());
        assert.deepEqual([answer.status, codeOf(answer)], [404, "identity.no_endpoint"], endpoint);
      }
      const session = await provider.findSession(headers);
      const ref = { userId: person.id, sessionId: session?.id ?? "" };
      assert.ok(provider.signInPlace);
      await assertRefused(provider.confirmPassword({ ...ref, password: "a long password" }), "identity.forbidden");
      await assertRefused(provider.beginSecondFactor(person.id), "identity.forbidden");
      await assertRefused(
        provider.beginConnection({ ...ref, provider: "oidc", purpose: "connect" }),
        "identity.forbidden",
      );
      await assertRefused(provider.endConnection({ userId: person.id, provider: "oidc" }), "identity.forbidden");
    },
  },
];
