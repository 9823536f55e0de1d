import assert from "node:assert/strict";
import { assertRefused, codeOf, type IdentityCase, newcomer, newPerson, personOf, signIn, signUp } from "./subject.ts";

const NEW_PASSWORD = "another long password";
const LEAKED = "qwerty123456";

/** Choosing passwords: a new one, another one, and which are refused. */
export const passwordCases: readonly IdentityCase[] = [
  {
    name: "I-41: ends every other session when the password changes, keeps the one that asks, and tells of it once",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject);
      const other = (await signIn(subject, ana)).headers ?? new Headers();
      const token = (await provider.mintPasswordResetToken(ana.id))?.token;
      const session = await provider.findSession(ana.headers);
      const change = { userId: ana.id, sessionId: session?.id ?? "", newPassword: NEW_PASSWORD };
      await subject.facts();
      await assertRefused(
        provider.changePassword({ ...change, currentPassword: "not the password at all" }),
        "identity.wrong_password",
      );
      await personOf(subject, other);
      subject.later(1);
      await provider.changePassword({ ...change, currentPassword: ana.password });
      const now = await provider.findSession(ana.headers);
      assert.equal(now?.id, session?.id);
      assert.ok(session && now && now.authTime > session.authTime);
      assert.equal(await provider.findSession(other), undefined);
      assert.equal((await signIn(subject, ana)).headers, undefined);
      assert.equal(
        (await personOf(subject, (await signIn(subject, { ...ana, password: NEW_PASSWORD })).headers)).id,
        ana.id,
      );
      assert.deepEqual(await subject.facts(), [
        { type: "identity.password_changed", data: { userId: ana.id }, scope: { tenantId: null, userId: ana.id } },
      ]);
      const late = await subject.call("reset-password", { token, newPassword: "one more long password" });
      assert.equal(codeOf(late), "identity.invalid_token");
    },
  },
  {
    name: "changes no password for a session that has ended or is somebody else's",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await newcomer(subject), await newcomer(subject)];
      const own = (await provider.findSession(ana.headers))?.id ?? "";
      const foreign = (await provider.findSession(eve.headers))?.id ?? "";
      await subject.call("sign-out", {}, ana.headers);
      for (const sessionId of [own, foreign, "1' or 1=1"]) {
        const change = { userId: ana.id, sessionId, currentPassword: ana.password, newPassword: NEW_PASSWORD };
        await assertRefused(provider.changePassword(change), "identity.session_not_found");
      }
      await personOf(subject, (await signIn(subject, ana)).headers);
      await personOf(subject, eve.headers);
    },
  },
  {
    name: "takes no password that has leaked or is little more than one's name or address, wherever it is chosen",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const given = newPerson();
      for (const [password, code] of faultsOf(given)) {
        const refused = await signUp(subject, { ...given, password });
        assert.deepEqual([refused.status, codeOf(refused)], [422, code]);
      }
      const ana = await newcomer(subject, given);
      const sessionId = (await provider.findSession(ana.headers))?.id ?? "";
      const token = (await provider.mintPasswordResetToken(ana.id))?.token;
      for (const [newPassword, code] of faultsOf(ana)) {
        const change = { userId: ana.id, sessionId, currentPassword: ana.password, newPassword };
        await assertRefused(provider.changePassword(change), code);
        const reset = await subject.call("reset-password", { token, newPassword });
        assert.deepEqual([reset.status, codeOf(reset)], [422, code]);
      }
      await personOf(subject, (await signIn(subject, ana)).headers);
      const kept = await subject.call("reset-password", { token, newPassword: NEW_PASSWORD });
      assert.equal(kept.status, 200, "the link was used up by a password that was refused");
    },
  },
];

const faultsOf = ({ name, email }: { readonly name: string; readonly email: string }) =>
  [
    [LEAKED, "identity.password_breached"],
    [email, "identity.password_guessable"],
    [`${name.replace(" ", "")}2026`, "identity.password_guessable"],
  ] as const;
