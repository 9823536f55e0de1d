import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { MAIL_CODE } from "../../src/domain/mail-code.ts";
import {
  assertRefused,
  type Attempt,
  codeOf,
  idOf,
  type IdentityCase,
  type IdentitySubject,
  newcomer,
  newPerson,
  personOf,
  signIn,
  signUp,
} from "./subject.ts";

const MINUTE = 1 / 60;

/** Asks for a mail in a browser that has this cookie, and answers what the browser keeps. */
export async function ask(subject: IdentitySubject, email: string, cookie = ""): Promise<string> {
  const attempt = await subject.call("request-sign-in-mail", { email }, cookie === "" ? {} : { cookie });
  assert.deepEqual([attempt.status, attempt.body], [200, { status: "accepted" }]);
  return attempt.cookie;
}

/** The mails that were asked for since this was last looked at: what is in each. */
async function written(subject: IdentitySubject) {
  const told = (await subject.facts()).filter(({ type }) => type === "identity.sign_in_mail_requested");
  const ids = told.map(({ data }) => data["mailId"] ?? "");
  return Promise.all(ids.map(async (id) => ({ id, ...(await subject.provider.mintSignInMail(id)) })));
}

/** Somebody who has asked for a mail, in a browser where nobody was before, and has it. */
async function waiting(subject: IdentitySubject) {
  const ana = await newcomer(subject);
  await subject.facts();
  const cookie = await ask(subject, ana.email);
  const [mail] = await written(subject);
  return { ...ana, cookie, mailId: mail?.id ?? "", token: mail?.token ?? "", code: mail?.code ?? "", mail };
}

const byCode = (subject: IdentitySubject, code: string, cookie: string): Promise<Attempt> =>
  subject.call("sign-in/code", { code }, { cookie });
const byLink = (subject: IdentitySubject, token: string): Promise<Attempt> => subject.call("sign-in/link", { token });

/** Another code than this one. */
export const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

const assertCodeRefused = ({ status, headers, ...attempt }: Attempt) =>
  assert.deepEqual(
    [status, codeOf({ status, headers, ...attempt }), headers],
    [422, "identity.invalid_code", undefined],
  );
const assertLinkRefused = ({ status, headers, ...attempt }: Attempt) =>
  assert.deepEqual(
    [status, codeOf({ status, headers, ...attempt }), headers],
    [422, "identity.invalid_token", undefined],
  );

/** Coming in by what a mail brings. */
export const mailCodeCases: readonly IdentityCase[] = [
  {
    name: "signs a person in by the code of a mail, in the browser that asked, and tells of the mail once",
    needs: "mail",
    async run(subject) {
      const ana = await newcomer(subject);
      await subject.facts();
      const cookie = await ask(subject, ana.email);
      const told = await subject.facts();
      const mailId = told[0]?.data["mailId"] ?? "";
      const data = { userId: ana.id, mailId, browser: "unknown" };
      const scope = { tenantId: null, userId: ana.id };
      assert.deepEqual(told, [{ type: "identity.sign_in_mail_requested", data, scope }]);
      const mail = await subject.provider.mintSignInMail(mailId);
      assert.equal(mail?.userId, ana.id);
      assert.match(mail?.code ?? "", /^[0-9]{6}$/);
      const spaced = `${mail?.code.slice(0, 3)} ${mail?.code.slice(3)}`;
      assertCodeRefused(await byCode(subject, spaced, ""));
      const elsewhere = await ask(subject, newPerson().email);
      assertCodeRefused(await byCode(subject, spaced, elsewhere));
      const attempt = await byCode(subject, spaced, cookie);
      assert.deepEqual([attempt.status, attempt.body], [200, { status: "signed_in" }]);
      assert.equal((await personOf(subject, attempt.headers)).id, ana.id);
      assert.deepEqual(await subject.facts(), []);
    },
  },
  {
    name: "signs a person in by the link of a mail in any browser, and ends the session that it had",
    needs: "mail",
    async run(subject) {
      const [eve, ana] = [await newcomer(subject), await waiting(subject)];
      const attempt = await subject.call("sign-in/link", { token: ana.token }, eve.headers);
      assert.deepEqual([attempt.status, attempt.body], [200, { status: "signed_in" }]);
      assert.equal((await personOf(subject, attempt.headers)).id, ana.id);
      assert.equal(await subject.provider.findSession(eve.headers), undefined);
      assert.equal((await personOf(subject, ana.headers)).id, ana.id);
    },
  },
  {
    name: "I-46: asks alike for an unknown address, and sends it nothing",
    needs: "mail",
    async run(subject) {
      const ana = await newcomer(subject);
      await subject.facts();
      const unknown = await ask(subject, newPerson().email);
      assert.deepEqual(await subject.facts(), []);
      const known = await ask(subject, ana.email);
      const [{ code = "" } = {}] = await written(subject);
      const [one, other] = [unknown, known].map((cookie) => cookie.replace(/=.*/, ""));
      assert.deepEqual([one, unknown.length], [other, known.length]);
      // Also after the last try that counts.
      for (let tries = 0; tries <= MAIL_CODE.tries; tries += 1) {
        const guess = wrong(code);
        assert.deepEqual(await byCode(subject, guess, known), await byCode(subject, guess, unknown));
      }
    },
  },
  {
    name: "lets nobody into an account whose address is not confirmed: its mail is the one that confirms it",
    needs: "mail",
    async run(subject) {
      // Somebody may have made it with another person's address, and know its password.
      const ana = newPerson();
      await signUp(subject, ana);
      const id = await idOf(subject, ana);
      const cookie = await ask(subject, ana.email);
      const told = (await subject.facts()).map(({ type }) => type);
      assert.deepEqual(told, ["identity.verification_requested"]);
      assertCodeRefused(await byCode(subject, "000000", cookie));
      assert.equal((await subject.provider.findPerson(id))?.verified, false);
      assert.deepEqual(await subject.provider.findSignInMethods(id), { password: true, mail: false });
    },
  },
  {
    name: "I-48: lets one in by a link or a code, of twenty who use them at once, and nobody after",
    needs: "mail",
    async run(subject) {
      const ways = [
        ({ token }: { token: string }) => byLink(subject, token),
        ({ code, cookie }: { code: string; cookie: string }) => byCode(subject, code, cookie),
      ] as const;
      for (const [which, use] of ways.entries()) {
        const ana = await waiting(subject);
        const attempts = await Promise.all(Array.from({ length: 20 }, () => use(ana)));
        assert.equal(attempts.filter(({ headers }) => headers !== undefined).length, 1, `way ${which}`);
        // The other one of the same mail is used up with it.
        assertLinkRefused(await byLink(subject, ana.token));
        assertCodeRefused(await byCode(subject, ana.code, ana.cookie));
      }
    },
  },
  {
    name: "I-48: takes five wrong codes, also at once, and then not even the right one; the link still works",
    needs: "mail",
    async run(subject) {
      const ana = await waiting(subject);
      for (let by = 1; by < MAIL_CODE.tries; by += 1) {
        assertCodeRefused(await byCode(subject, wrong(ana.code, by), ana.cookie));
      }
      assert.equal((await byCode(subject, ana.code, ana.cookie)).status, 200);

      const ben = await waiting(subject);
      const guesses = Array.from({ length: MAIL_CODE.tries }, (_, by) =>
        byCode(subject, wrong(ben.code, by + 1), ben.cookie),
      );
      for (const attempt of await Promise.all(guesses)) assertCodeRefused(attempt);
      assertCodeRefused(await byCode(subject, ben.code, ben.cookie));
      assert.equal((await personOf(subject, (await byLink(subject, ben.token)).headers)).id, ben.id);
    },
  },
  {
    name: "takes the code of a browser's newest mail alone, and one mail for whoever asks twice within a minute",
    needs: "mail",
    async run(subject) {
      const ana = await waiting(subject);
      const again = await ask(subject, ana.email, ana.cookie);
      assert.deepEqual(await subject.facts(), []);
      assertCodeRefused(await byCode(subject, ana.code, ana.cookie));
      subject.later(2 * MINUTE);
      const newest = await ask(subject, ana.email, again);
      assertCodeRefused(await byCode(subject, ana.code, again));
      assertCodeRefused(await byCode(subject, ana.code, newest));
      assertLinkRefused(await byLink(subject, ana.token));
      assert.equal(await subject.provider.mintSignInMail(ana.mailId), undefined);
      const [{ code = "" } = {}] = await written(subject);
      assert.equal((await personOf(subject, (await byCode(subject, code, newest)).headers)).id, ana.id);

      // The one that is on its way is the one of the browser that asked last.
      const ben = await waiting(subject);
      const last = await ask(subject, ben.email, ben.cookie);
      assert.equal((await personOf(subject, (await byCode(subject, ben.code, last)).headers)).id, ben.id);
    },
  },
  {
    name: "leaves a person's own mail good while strangers ask for more, until they are in",
    needs: "mail",
    async run(subject) {
      const ana = await waiting(subject);
      const stranger = await ask(subject, ana.email);
      const [theirs] = await written(subject);
      for (let by = 0; by <= MAIL_CODE.tries; by += 1) await byCode(subject, wrong(ana.code, by + 1), stranger);
      assert.equal((await byCode(subject, ana.code, ana.cookie)).status, 200);
      assertLinkRefused(await byLink(subject, theirs?.token ?? ""));
    },
  },
  {
    name: "takes a link and a code for fifteen minutes, and mails none to somebody who asked an hour ago",
    needs: "mail",
    async run(subject) {
      const ana = await waiting(subject);
      const lives = (ana.mail?.expiresAt?.getTime() ?? 0) - Date.now();
      assert.ok(lives > 14 * 60_000 && lives <= MAIL_CODE.goodMs, `it lives ${lives} ms`);
      const cookie = await ask(subject, ana.email);
      subject.later(16 * MINUTE);
      assertLinkRefused(await byLink(subject, ana.token));
      assertCodeRefused(await byCode(subject, ana.code, ana.cookie));
      // A mail that is late is as good as any, from when it is written.
      const [late] = await written(subject);
      assert.equal((await byCode(subject, late?.code ?? "", cookie)).status, 200);
      await ask(subject, ana.email);
      subject.later(1.1);
      assert.deepEqual(
        (await written(subject)).map(({ code }) => code),
        [undefined],
      );
      for (const none of [randomUUID(), "", "1' or 1=1"]) {
        assert.equal(await subject.provider.mintSignInMail(none), undefined);
        assert.equal(await subject.provider.mintConfirmationCode(none), undefined);
      }
      for (const forged of ["x", "a".repeat(32), randomUUID()]) assertLinkRefused(await byLink(subject, forged));
    },
  },
  {
    name: "takes no link and no code once the account has another address or another password",
    needs: "mail",
    async run(subject) {
      const { provider } = subject;
      const ana = await waiting(subject);
      const sessionId = (await provider.findSession(ana.headers))?.id ?? "";
      const { email } = newPerson();
      await provider.requestAddressChange({ userId: ana.id, sessionId, email });
      const changeId = (await subject.facts())[0]?.data["changeId"] ?? "";
      const unwritten = await ask(subject, ana.email);
      for (const side of ["old", "new"] as const) {
        const token = (await provider.mintAddressToken(changeId, side))?.token ?? "";
        await provider.answerAddressChange({ token, agrees: true });
      }
      assertLinkRefused(await byLink(subject, ana.token));
      assertCodeRefused(await byCode(subject, ana.code, ana.cookie));
      assert.deepEqual(
        (await written(subject)).map(({ code }) => code),
        [undefined],
      );
      assertCodeRefused(await byCode(subject, "000000", unwritten));

      const ben = await waiting(subject);
      const ref = { userId: ben.id, sessionId: (await provider.findSession(ben.headers))?.id ?? "" };
      await provider.changePassword({ ...ref, currentPassword: ben.password, newPassword: "one more long password" });
      assertLinkRefused(await byLink(subject, ben.token));
      assertCodeRefused(await byCode(subject, ben.code, ben.cookie));
    },
  },
  {
    name: "I-45: knows the browser again in which somebody came in by a mail",
    needs: "mail",
    async run(subject) {
      const ana = await waiting(subject);
      const { cookie } = await byLink(subject, ana.token);
      await subject.facts();
      await ask(subject, ana.email, cookie);
      assert.equal((await subject.facts())[0]?.data["browser"], "known");
      await ask(subject, newPerson().email, cookie);
      const ben = await newcomer(subject);
      await subject.facts();
      await ask(subject, ben.email, cookie);
      assert.equal((await subject.facts())[0]?.data["browser"], "unknown");
    },
  },
];

/** Somebody who is signed in, and whose session has a code. */
async function confirming(subject: IdentitySubject) {
  const ana = await newcomer(subject);
  const ref = { userId: ana.id, sessionId: (await subject.provider.findSession(ana.headers))?.id ?? "" };
  await subject.facts();
  await subject.provider.requestConfirmationCode(ref);
  const told = await subject.facts();
  const mailId = told[0]?.data["mailId"] ?? "";
  const code = (await subject.provider.mintConfirmationCode(mailId))?.code ?? "";
  return { ...ana, ref, told, mailId, code };
}

const WRONG = "identity.wrong_code";

/** Proving oneself again, in a session. */
export const confirmationCases: readonly IdentityCase[] = [
  {
    name: "makes a sign-in recent by a code that is mailed, once, in the session that asked",
    needs: "mail",
    async run(subject) {
      const { provider } = subject;
      const ana = await confirming(subject);
      const data = { userId: ana.id, mailId: ana.mailId };
      const scope = { tenantId: null, userId: ana.id };
      assert.deepEqual(ana.told, [{ type: "identity.confirmation_code_requested", data, scope }]);
      const other = (await signIn(subject, ana)).headers ?? new Headers();
      const elsewhere = (await provider.findSession(other))?.id ?? "";
      const eve = await newcomer(subject);
      subject.later(0.1);
      const before = (await provider.findSession(ana.headers))?.authTime.getTime() ?? 0;
      await assertRefused(provider.confirmByCode({ ...ana.ref, sessionId: elsewhere, code: ana.code }), WRONG);
      await assertRefused(provider.confirmByCode({ ...ana.ref, userId: eve.id, code: ana.code }), WRONG);
      await provider.confirmByCode({ ...ana.ref, code: ana.code });
      const after = (await provider.findSession(ana.headers))?.authTime.getTime() ?? 0;
      assert.ok(after - before >= 5 * 60_000, `${after - before} ms`);
      await assertRefused(provider.confirmByCode({ ...ana.ref, code: ana.code }), WRONG);
      assert.equal(await provider.mintSignInMail(ana.mailId), undefined);
    },
  },
  {
    name: "I-48: takes five wrong codes in a session and none after, and none that is old",
    needs: "mail",
    async run(subject) {
      const { provider } = subject;
      const ana = await confirming(subject);
      const tries = Array.from({ length: MAIL_CODE.tries }, (_, by) =>
        provider.confirmByCode({ ...ana.ref, code: wrong(ana.code, by + 1) }),
      );
      for (const outcome of await Promise.allSettled(tries)) assert.equal(outcome.status, "rejected");
      await assertRefused(provider.confirmByCode({ ...ana.ref, code: ana.code }), WRONG);
      await provider.requestConfirmationCode(ana.ref);
      assert.deepEqual(await subject.facts(), []);
      subject.later(2 * MINUTE);
      await provider.requestConfirmationCode(ana.ref);
      const mailId = (await subject.facts())[0]?.data["mailId"] ?? "";
      const code = (await provider.mintConfirmationCode(mailId))?.code ?? "";
      subject.later(16 * MINUTE);
      await assertRefused(provider.confirmByCode({ ...ana.ref, code }), WRONG);
    },
  },
  {
    name: "asks for no code for a session that has ended or is somebody else's",
    needs: "mail",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await confirming(subject), await newcomer(subject)];
      await provider.endSession(ana.ref);
      await subject.facts();
      for (const ref of [ana.ref, { ...ana.ref, userId: eve.id }, { userId: "%", sessionId: "1' or 1=1" }]) {
        await assertRefused(provider.requestConfirmationCode(ref), "identity.session_not_found");
      }
      await assertRefused(provider.confirmByCode({ ...ana.ref, code: ana.code }), "identity.session_not_found");
      assert.deepEqual(await subject.facts(), []);
      assert.deepEqual(await provider.findSignInMethods(eve.id), { password: true, mail: true });
      assert.deepEqual(await provider.findSignInMethods("%"), { password: false, mail: false });
    },
  },
];
