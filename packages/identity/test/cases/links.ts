import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  codeOf,
  confirm,
  type Credentials,
  idOf,
  type IdentityCase,
  type IdentitySubject,
  newcomer,
  newPerson,
  personOf,
  signIn,
  signUp,
} from "./subject.ts";

const NEW_PASSWORD = "another long password";
const HOUR_MS = 3_600_000;

async function unconfirmed(subject: IdentitySubject, given: Credentials = newPerson()) {
  await signUp(subject, given);
  return { ...given, id: await idOf(subject, given) };
}

/** What a mail leads to: confirming an address, choosing a new password. */
export const linkCases: readonly IdentityCase[] = [
  {
    name: "signs a person in by the link of their mail and their password, and tells of it once",
    needs: "password",
    async run(subject) {
      const { id, password } = await unconfirmed(subject);
      const { status, body, headers } = await confirm(subject, { id, password });
      assert.deepEqual([status, body], [200, { status: "signed_in" }]);
      assert.equal((await personOf(subject, headers)).id, id);
      assert.deepEqual(await subject.provider.findPerson(id).then((known) => known?.verified), true);
      const told = await subject.facts();
      assert.deepEqual(told, [
        { type: "identity.address_verified", data: { userId: id }, scope: { tenantId: null, userId: id } },
      ]);
    },
  },
  {
    name: "confirms nothing for whoever does not know the password, and keeps the link for whoever does",
    needs: "password",
    async run(subject) {
      const { id, password } = await unconfirmed(subject);
      const token = (await subject.provider.mintVerificationToken(id))?.token;
      for (const guess of ["not the password at all", `${password} `, "x"]) {
        const wrong = await subject.call("verify-email", { token, password: guess });
        assert.deepEqual([wrong.status, codeOf(wrong), wrong.headers], [401, "identity.wrong_password", undefined]);
      }
      assert.equal((await subject.provider.findPerson(id))?.verified, false);
      assert.deepEqual(await subject.facts(), []);
      const right = await subject.call("verify-email", { token, password });
      assert.equal((await personOf(subject, right.headers)).id, id);
    },
  },
  {
    name: "leaves whoever signed up with another person's address with nothing once its owner has it",
    needs: "password",
    async run(subject) {
      const { email, password, id } = await unconfirmed(subject);
      const owner = { ...newPerson(), email };
      await signUp(subject, owner);
      assert.equal(codeOf(await confirm(subject, { ...owner, id })), "identity.wrong_password");
      const token = (await subject.provider.mintPasswordResetToken(id))?.token;
      await subject.call("reset-password", { token, newPassword: owner.password });
      assert.equal((await personOf(subject, (await signIn(subject, owner)).headers)).id, id);
      assert.equal(codeOf(await signIn(subject, { email, password })), "identity.wrong_credentials");
    },
  },
  {
    name: "I-32: confirms an address into a session of its own, and ends the one that the browser had",
    needs: "password",
    async run(subject) {
      const eve = await newcomer(subject);
      const ana = await unconfirmed(subject);
      const wrong = await confirm(subject, { ...ana, password: "not the password at all" }, eve.headers);
      assert.equal(wrong.headers, undefined);
      assert.equal((await personOf(subject, eve.headers)).id, eve.id);
      const { headers } = await confirm(subject, ana, eve.headers);
      assert.equal((await personOf(subject, headers)).id, ana.id);
      assert.equal(await subject.provider.findSession(eve.headers), undefined);
    },
  },
  {
    name: "I-48: signs in by a verification link once, also of eight who use it at once",
    needs: "password",
    async run(subject) {
      const { id, password } = await unconfirmed(subject);
      const token = (await subject.provider.mintVerificationToken(id))?.token;
      const other = (await subject.provider.mintVerificationToken(id))?.token;
      const attempts = await Promise.all(
        Array.from({ length: 8 }, () => subject.call("verify-email", { token, password })),
      );
      attempts.push(
        await subject.call("verify-email", { token, password }),
        await subject.call("verify-email", { token: other, password: "not the password at all" }),
      );
      assert.equal(attempts.filter(({ headers }) => headers !== undefined).length, 1);
      const late = attempts.filter(({ headers }) => headers === undefined);
      for (const { status, body } of late) assert.deepEqual([status, body], [200, { status: "already_verified" }]);
      assert.equal((await subject.facts()).length, 1);
    },
  },
  {
    name: "confirms nothing by a link that was changed or made up",
    needs: "password",
    async run(subject) {
      const given = newPerson();
      await signUp(subject, given);
      const id = await idOf(subject, given);
      const token = (await subject.provider.mintVerificationToken(id))?.token ?? "";
      for (const forged of [`${token.slice(0, -4)}AAAA`, `${token}x`, randomUUID(), "\u0000"]) {
        const attempt = await subject.call("verify-email", { token: forged, password: given.password });
        assert.deepEqual([attempt.status, codeOf(attempt)], [422, "identity.invalid_token"]);
        assert.equal(attempt.headers, undefined);
      }
      assert.equal((await subject.provider.findPerson(id))?.verified, false);
    },
  },
  {
    name: "mints no link for a confirmed address, an unknown person or an id that is none",
    async run({ provider, ...subject }) {
      const { id } = await personOf({ provider, ...subject }, await subject.someone());
      assert.equal(await provider.mintVerificationToken(id), undefined);
      for (const unknown of [randomUUID(), "1' or 1=1"]) {
        assert.equal(await provider.mintVerificationToken(unknown), undefined);
        assert.equal(await provider.mintPasswordResetToken(unknown), undefined);
      }
    },
  },
  {
    name: "says with a link when it dies: after a day for an address, after an hour for a password",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const given = newPerson();
      await signUp(subject, given);
      const id = await idOf(subject, given);
      const earliest = Date.now();
      const lives = [
        [await provider.mintVerificationToken(id), 24],
        [await provider.mintPasswordResetToken(id), 1],
      ] as const;
      const latest = Date.now();
      for (const [minted, hours] of lives) {
        const mintedAt = (minted?.expiresAt.getTime() ?? 0) - hours * HOUR_MS;
        // A provider may count in whole seconds.
        assert.ok(earliest - 1_000 <= mintedAt && mintedAt <= latest, `${hours} h: ${minted?.expiresAt.toISOString()}`);
      }
    },
  },
  {
    name: "I-46: answers alike, whoever has the address that a mail is asked for",
    needs: "password",
    async run(subject) {
      const verified = await newcomer(subject);
      const unverified = newPerson();
      await signUp(subject, unverified);
      for (const endpoint of ["send-verification-email", "request-password-reset"]) {
        const unknown = await subject.call(endpoint, { email: newPerson().email });
        assert.equal(unknown.status, 200);
        for (const { email } of [verified, unverified]) {
          assert.deepEqual(await subject.call(endpoint, { email }), unknown);
          assert.deepEqual(await subject.call(endpoint, { email }, verified.headers), unknown);
        }
      }
    },
  },
  {
    name: "tells of a mail that was asked for where there is somebody to send it to, once each time",
    needs: "password",
    async run(subject) {
      const verified = await newcomer(subject);
      const unverified = newPerson();
      await signUp(subject, unverified);
      const unverifiedId = await idOf(subject, unverified);
      for (const { email } of [verified, unverified, newPerson()]) {
        await subject.call("send-verification-email", { email });
        await subject.call("request-password-reset", { email: email.toUpperCase() });
      }
      assert.deepEqual(
        (await subject.facts()).map(({ type, data }) => [type, data["userId"]]),
        [
          ["identity.password_reset_requested", verified.id],
          ["identity.verification_requested", unverifiedId],
          ["identity.password_reset_requested", unverifiedId],
        ],
      );
    },
  },
  {
    name: "changes the password by the link of a mail, ends every session and opens none",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const ben = await newcomer(subject);
      const second = (await signIn(subject, ana)).headers ?? new Headers();
      const token = (await subject.provider.mintPasswordResetToken(ana.id))?.token;
      const changed = await subject.call("reset-password", { token, newPassword: NEW_PASSWORD });
      assert.deepEqual([changed.status, changed.headers], [200, undefined]);
      for (const headers of [ana.headers, second]) {
        assert.equal(await subject.provider.findSession(headers), undefined);
      }
      await personOf(subject, ben.headers);
      assert.equal((await signIn(subject, ana)).headers, undefined);
      assert.ok((await signIn(subject, { ...ana, password: NEW_PASSWORD })).headers);
    },
  },
  {
    name: "I-48: takes a reset link once, also of eight who use it at once",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const token = (await subject.provider.mintPasswordResetToken(ana.id))?.token;
      const passwords = Array.from({ length: 8 }, (_, index) => `${NEW_PASSWORD} ${index}`);
      const attempts = await Promise.all(
        passwords.map((newPassword) => subject.call("reset-password", { token, newPassword })),
      );
      const won = attempts.findIndex(({ status }) => status === 200);
      const lost = attempts.filter((_, index) => index !== won);
      for (const attempt of lost) assert.deepEqual([attempt.status, codeOf(attempt)], [422, "identity.invalid_token"]);
      assert.equal(lost.length, 7);
      for (const [index, password] of passwords.entries()) {
        assert.equal((await signIn(subject, { ...ana, password })).headers !== undefined, index === won);
      }
    },
  },
  {
    name: "ends a person's other reset links with the one that was used, and nobody else's",
    needs: "password",
    async run(subject) {
      const [ana, ben] = [await newcomer(subject), await newcomer(subject)];
      const mint = async (id: string) => (await subject.provider.mintPasswordResetToken(id))?.token;
      const [first, second, bens] = [await mint(ana.id), await mint(ana.id), await mint(ben.id)];
      assert.notEqual(first, second);
      const use = (token: string | undefined) => subject.call("reset-password", { token, newPassword: NEW_PASSWORD });
      assert.equal((await use(second)).status, 200);
      assert.equal(codeOf(await use(first)), "identity.invalid_token");
      assert.equal((await use(bens)).status, 200);
    },
  },
  {
    name: "keeps the password as it was by a link that is none",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      for (const token of [randomUUID(), "\u0000", "\ud800", "tokén", " "]) {
        const forged = await subject.call("reset-password", { token, newPassword: NEW_PASSWORD });
        assert.deepEqual([token, forged.status, codeOf(forged)], [token, 422, "identity.invalid_token"]);
      }
      assert.ok((await signIn(subject, ana)).headers);
    },
  },
  {
    name: "confirms an address by a reset, whose link came by mail, and tells of it once",
    needs: "password",
    async run(subject) {
      const { id, email } = await unconfirmed(subject);
      const verification = (await subject.provider.mintVerificationToken(id))?.token;
      const token = (await subject.provider.mintPasswordResetToken(id))?.token;
      const second = { email, password: NEW_PASSWORD };
      const changed = await subject.call("reset-password", { token, newPassword: NEW_PASSWORD });
      assert.deepEqual([changed.status, changed.headers], [200, undefined]);
      assert.equal((await subject.provider.findPerson(id))?.verified, true);
      assert.equal((await personOf(subject, (await signIn(subject, second)).headers)).id, id);
      const late = await subject.call("verify-email", { token: verification, password: NEW_PASSWORD });
      assert.deepEqual([late.body, late.headers], [{ status: "already_verified" }, undefined]);
      const again = (await subject.provider.mintPasswordResetToken(id))?.token;
      await subject.call("reset-password", { token: again, newPassword: NEW_PASSWORD });
      assert.deepEqual(
        (await subject.facts()).map(({ type }) => type),
        ["identity.password_changed", "identity.address_verified", "identity.password_changed"],
      );
    },
  },
];
