import assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import {
  FLAGS,
  type SoftwareAuthenticator,
  softwareAuthenticator,
  type Tampering,
} from "@ninefold/testing/authenticator";
import { PASSKEYS } from "../../src/domain/passkey.ts";
import type { PasskeyRequest } from "../../src/port-passkeys.ts";
import {
  type Attempt,
  assertRefused,
  codeOf,
  type IdentityCase,
  type IdentitySubject,
  newcomer,
  personOf,
} from "./subject.ts";

const ORIGIN = "http://localhost:3000";
const REFUSED = "identity.passkey_refused";
const authenticator = (isSynced = false) => softwareAuthenticator({ origin: ORIGIN, isSynced });

/** Somebody signed in, and how they make a passkey. */
async function person(subject: IdentitySubject) {
  const ana = await newcomer(subject);
  const ref = { userId: ana.id, sessionId: (await subject.provider.findSession(ana.headers))?.id ?? "" };
  return {
    ...ana,
    ref,
    async add(own: SoftwareAuthenticator, tampering: Tampering = {}) {
      const credential = own.create(await subject.provider.beginPasskey(ref), tampering);
      return subject.provider.addPasskey({ ...ref, name: "Laptop", credential });
    },
    async confirm(own: SoftwareAuthenticator, tampering: Tampering = {}) {
      const credential = own.get(await subject.provider.beginPasskeyConfirmation(ref), tampering);
      await subject.provider.confirmPasskey({ ...ref, credential });
    },
  };
}

/** What a page asks first, and the browser that it asks in. */
async function begin(subject: IdentitySubject) {
  const begun = await subject.call("passkey/options", {});
  const { options } = begun.body as { readonly options: PasskeyRequest };
  assert.ok(begun.headers, "expected a cookie that holds the challenge to this browser");
  return { options, headers: begun.headers };
}

async function signInWith(subject: IdentitySubject, own: SoftwareAuthenticator, tampering: Tampering = {}) {
  const { options, headers } = await begin(subject);
  return subject.call("sign-in/passkey", { credential: own.get(options, tampering) }, headers);
}

function assertOut(attempt: Attempt): void {
  assert.deepEqual([attempt.status, codeOf(attempt), attempt.headers], [401, REFUSED, undefined]);
}

/** What is wrong with an answer that a right one differs from in this alone. */
const spoiled = (): readonly Tampering[] => [
  { origin: "https://ninefold.example.evil" },
  { origin: "http://localhost:3001" },
  { crossOrigin: true },
  { rpId: "evil.example" },
  { flags: FLAGS.present },
  { flags: FLAGS.verified },
  { challenge: randomBytes(54).toString("base64url") },
];

/** Signing in and confirming with passkeys. */
export const passkeyCases: readonly IdentityCase[] = [
  {
    name: "signs in whoever has the passkey, without a word about who they are, and tells of each that is added or removed",
    needs: "passkeys",
    async run(subject) {
      const { provider } = subject;
      const ana = await person(subject);
      await subject.facts();
      const [laptop, manager] = [authenticator(), authenticator(true)];
      const added = await ana.add(laptop);
      const synced = await ana.add(manager);
      assert.deepEqual([added.isSynced, synced.isSynced, added.lastUsedAt], [false, true, undefined]);
      const { options } = await begin(subject);
      assert.deepEqual([options.allowCredentials, options.rpId], [[], "localhost"]);
      for (const own of [laptop, manager, laptop, manager]) {
        assert.equal((await personOf(subject, (await signInWith(subject, own)).headers)).id, ana.id);
      }
      const listed = await provider.listPasskeys(ana.id);
      assert.deepEqual(
        listed.map(({ id, name }) => [id, name]),
        [added, synced].map(({ id }) => [id, "Laptop"]),
      );
      assert.ok(listed.every(({ lastUsedAt }) => lastUsedAt !== undefined));
      await provider.removePasskey({ userId: ana.id, passkeyId: added.id });
      const told = (type: string, passkeyId: string) => ({
        type,
        data: { userId: ana.id, passkeyId },
        scope: { tenantId: null, userId: ana.id },
      });
      assert.deepEqual(await subject.facts(), [
        told("identity.passkey_added", added.id),
        told("identity.passkey_added", synced.id),
        told("identity.passkey_removed", added.id),
      ]);
    },
  },
  {
    name: "asks browsers for a passkey that finds its account by itself, checks who uses it, and is not there yet",
    needs: "passkeys",
    async run(subject) {
      const ana = await person(subject);
      const own = authenticator();
      await ana.add(own);
      const asked = await subject.provider.beginPasskey(ana.ref);
      const { residentKey, userVerification } = asked.authenticatorSelection;
      assert.deepEqual([residentKey, userVerification, asked.attestation], ["required", "required", "none"]);
      assert.deepEqual(
        asked.excludeCredentials.map(({ id, transports }) => ({ id, transports })),
        [{ id: own.id, transports: ["internal", "hybrid"] }],
      );
      assert.equal(Buffer.from(asked.user.id, "base64url").toString("hex"), ana.id.replaceAll("-", ""));
      const { options } = await begin(subject);
      assert.equal(options.userVerification, "required");
    },
  },
  {
    name: "I-48: takes the answer to a challenge once, also of twenty at once",
    needs: "passkeys",
    async run(subject) {
      const ana = await person(subject);
      const own = authenticator(true);
      const credential = own.create(await subject.provider.beginPasskey(ana.ref));
      const passkey = await subject.provider.addPasskey({ ...ana.ref, name: "Manager", credential });
      await subject.provider.removePasskey({ userId: ana.id, passkeyId: passkey.id });
      await assertRefused(subject.provider.addPasskey({ ...ana.ref, name: "Manager", credential }), REFUSED);
      await ana.add(own);

      const { options, headers } = await begin(subject);
      const answer = { credential: own.get(options) };
      const all = await Promise.all(Array.from({ length: 20 }, () => subject.call("sign-in/passkey", answer, headers)));
      assert.equal(all.filter(({ status }) => status === 200).length, 1);
      assertOut(await subject.call("sign-in/passkey", answer, headers));

      const confirmed = { ...ana.ref, credential: own.get(await subject.provider.beginPasskeyConfirmation(ana.ref)) };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () => subject.provider.confirmPasskey(confirmed)),
      );
      assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
    },
  },
  {
    name: "takes a challenge for what it was made for, and for nothing else",
    needs: "passkeys",
    async run(subject) {
      const { provider } = subject;
      const ana = await person(subject);
      const own = authenticator(true);
      await ana.add(own);
      const forSignIn = await begin(subject);
      const [toAdd, toConfirm] = [
        await provider.beginPasskey(ana.ref),
        await provider.beginPasskeyConfirmation(ana.ref),
      ];
      const answered = (challenge: string) => own.get({ ...forSignIn.options, challenge });
      for (const { challenge } of [toAdd, toConfirm]) {
        assertOut(await subject.call("sign-in/passkey", { credential: answered(challenge) }, forSignIn.headers));
      }
      for (const { challenge } of [toAdd, forSignIn.options]) {
        await assertRefused(provider.confirmPasskey({ ...ana.ref, credential: answered(challenge) }), REFUSED);
      }
      for (const { challenge } of [toConfirm, forSignIn.options]) {
        const credential = authenticator().create({ ...toAdd, challenge });
        await assertRefused(provider.addPasskey({ ...ana.ref, name: "New", credential }), REFUSED);
      }
      assertOut(await signInWith(subject, own, { type: "webauthn.create" }));
      await assertRefused(ana.add(authenticator(), { type: "webauthn.get" }), REFUSED);
    },
  },
  {
    name: "takes an answer from the session that asked alone, or from the browser that did",
    needs: "passkeys",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await person(subject), await person(subject)];
      const own = authenticator(true);
      await ana.add(own);
      const [one, other] = [await begin(subject), await begin(subject)];
      const credential = own.get(one.options);
      assertOut(await subject.call("sign-in/passkey", { credential }, other.headers));
      assertOut(await subject.call("sign-in/passkey", { credential }));
      assert.equal((await subject.call("sign-in/passkey", { credential }, one.headers)).status, 200);

      const theirs = authenticator().create(await provider.beginPasskey(ana.ref));
      await assertRefused(provider.addPasskey({ ...eve.ref, name: "Theirs", credential: theirs }), REFUSED);
      const confirmed = own.get(await provider.beginPasskeyConfirmation(ana.ref));
      await assertRefused(provider.confirmPasskey({ ...eve.ref, credential: confirmed }), REFUSED);
    },
  },
  {
    name: "takes an answer for five minutes",
    needs: "passkeys",
    async run(subject) {
      const { provider } = subject;
      const ana = await person(subject);
      const own = authenticator(true);
      await ana.add(own);
      const { options, headers } = await begin(subject);
      const [toAdd, toConfirm] = [
        await provider.beginPasskey(ana.ref),
        await provider.beginPasskeyConfirmation(ana.ref),
      ];
      subject.later(0.09);
      assertOut(await subject.call("sign-in/passkey", { credential: own.get(options) }, headers));
      const late = { ...ana.ref, credential: own.get(toConfirm) };
      await assertRefused(provider.confirmPasskey(late), REFUSED);
      const created = { ...ana.ref, name: "Late", credential: authenticator().create(toAdd) };
      await assertRefused(provider.addPasskey(created), REFUSED);
      assert.equal((await signInWith(subject, own)).status, 200);
    },
  },
  {
    name: "refuses what was signed for another site, inside another one, or with nobody who was checked",
    needs: "passkeys",
    async run(subject) {
      const ana = await person(subject);
      const own = authenticator(true);
      await ana.add(own);
      for (const tampering of spoiled()) {
        assertOut(await signInWith(subject, own, tampering));
        await assertRefused(ana.confirm(own, tampering), REFUSED);
        await assertRefused(ana.add(authenticator(), tampering), REFUSED);
      }
      assert.equal((await subject.provider.listPasskeys(ana.id)).length, 1);
    },
  },
  {
    name: "refuses what another key signed, and who is not named as the passkey's owner; every fault looks alike",
    needs: "passkeys",
    async run(subject) {
      const [ana, eve] = [await person(subject), await person(subject)];
      const [own, theirs, unknown] = [authenticator(true), authenticator(true), authenticator(true)];
      await ana.add(own);
      await eve.add(theirs);
      const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const wrongKey = await signInWith(subject, own, { key });
      assertOut(wrongKey);
      const handle = Buffer.from(eve.id.replaceAll("-", ""), "hex").toString("base64url");
      for (const attempt of [
        await signInWith(subject, own, { userHandle: undefined }),
        await signInWith(subject, own, { userHandle: handle }),
        await signInWith(subject, unknown, { userHandle: handle }),
      ]) {
        assert.deepEqual(attempt, wrongKey);
      }
      await assertRefused(ana.confirm(own, { key }), REFUSED);
      const confirming = await subject.provider.beginPasskeyConfirmation(ana.ref);
      const foreign = { ...ana.ref, credential: theirs.get(confirming) };
      await assertRefused(subject.provider.confirmPasskey(foreign), REFUSED);
    },
  },
  {
    name: "refuses a count of signatures that does not go up, and tells of the copy that must exist",
    needs: "passkeys",
    async run(subject) {
      const ana = await person(subject);
      const own = authenticator();
      const { id: passkeyId } = await ana.add(own);
      assert.equal((await signInWith(subject, own, { counter: 7 })).status, 200);
      await subject.facts();
      const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      assertOut(await signInWith(subject, own, { counter: 3, key }));
      assert.deepEqual(await subject.facts(), []);
      for (const counter of [7, 3, 0]) {
        assertOut(await signInWith(subject, own, { counter }));
        assert.deepEqual(await subject.facts(), [
          {
            type: "identity.passkey_copied",
            data: { userId: ana.id, passkeyId },
            scope: { tenantId: null, userId: ana.id },
          },
        ]);
      }
      assert.equal((await signInWith(subject, own, { counter: 8 })).status, 200);
    },
  },
  {
    name: "keeps a passkey for one account, also under a race, and says of a second neither whose it is nor more",
    needs: "passkeys",
    async run(subject) {
      const [ana, eve] = [await person(subject), await person(subject)];
      const own = authenticator(true);
      await ana.add(own);
      const again = await ana.add(own).catch((error: unknown) => error);
      const foreign = await eve.add(own).catch((error: unknown) => error);
      assert.ok(again instanceof Error && foreign instanceof Error);
      assert.deepEqual([again.message, "code" in again && again.code], [foreign.message, "identity.passkey_taken"]);
      assert.deepEqual(await subject.provider.listPasskeys(eve.id), []);
      const wanted = authenticator(true);
      const outcomes = await Promise.allSettled([ana.add(wanted), eve.add(wanted), eve.add(wanted)]);
      assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
    },
  },
  {
    name: "keeps so many passkeys for a person and no more, also of many at once",
    needs: "passkeys",
    async run(subject) {
      const ana = await person(subject);
      for (let count = 2; count < PASSKEYS.perPerson; count += 1) await ana.add(authenticator());
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => ana.add(authenticator())));
      assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 2);
      await assertRefused(ana.add(authenticator()), "identity.too_many_passkeys");
      assert.equal((await subject.provider.listPasskeys(ana.id)).length, PASSKEYS.perPerson);
    },
  },
  {
    name: "renames and removes one's own passkeys alone; one that was removed signs nobody in",
    needs: "passkeys",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await person(subject), await person(subject)];
      const own = authenticator(true);
      const { id: passkeyId } = await ana.add(own);
      for (const ref of [
        { userId: eve.id, passkeyId },
        { userId: ana.id, passkeyId: randomUUID() },
        { userId: ana.id, passkeyId: "1' or 1=1" },
      ]) {
        await assertRefused(provider.renamePasskey({ ...ref, name: "Mine" }), "identity.passkey_not_found");
        await assertRefused(provider.removePasskey(ref), "identity.passkey_not_found");
      }
      await assertRefused(provider.renamePasskey({ userId: ana.id, passkeyId, name: " " }), "identity.invalid_name");
      await provider.renamePasskey({ userId: ana.id, passkeyId, name: " Phone " });
      assert.equal((await provider.listPasskeys(ana.id))[0]?.name, "Phone");
      await provider.removePasskey({ userId: ana.id, passkeyId });
      assert.deepEqual(await provider.listPasskeys(ana.id), []);
      assertOut(await signInWith(subject, own));
      await assertRefused(provider.beginPasskeyConfirmation(ana.ref), "identity.passkey_not_found");
      await assertRefused(provider.removePasskey({ userId: ana.id, passkeyId }), "identity.passkey_not_found");
    },
  },
  {
    name: "I-43: counts a passkey that was used again as a recent sign-in, in this session alone",
    needs: "passkeys",
    async run(subject) {
      const { provider } = subject;
      const ana = await person(subject);
      const own = authenticator();
      await ana.add(own);
      const other = (await signInWith(subject, own)).headers ?? new Headers();
      const authTime = async (headers: Headers) => (await provider.findSession(headers))?.authTime.getTime() ?? 0;
      const [before, beforeThere] = [await authTime(ana.headers), await authTime(other)];
      subject.later(1);
      await ana.confirm(own);
      assert.ok((await authTime(ana.headers)) - before >= 3_000_000);
      assert.equal(await authTime(other), beforeThere);
      const late = own.get(await provider.beginPasskeyConfirmation(ana.ref));
      await provider.endSession(ana.ref);
      await assertRefused(provider.confirmPasskey({ ...ana.ref, credential: late }), "identity.session_not_found");
    },
  },
];
