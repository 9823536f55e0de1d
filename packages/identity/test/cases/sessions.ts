import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  assertRefused,
  codeOf,
  type IdentityCase,
  type IdentitySubject,
  newcomer,
  personOf,
  signIn,
} from "./subject.ts";

const AGENT = "ninefold-cli/1.0 (linux)";
const ADDRESS = "203.0.113.9";

/** Signs somebody in another time; answers the headers of that session and its id. */
async function another(subject: IdentitySubject, person: { readonly email: string; readonly password: string }) {
  const { headers = new Headers() } = await signIn(subject, person);
  return { headers, id: await idIn(subject, headers) };
}

const idIn = async ({ provider }: IdentitySubject, headers: Headers) => (await provider.findSession(headers))?.id ?? "";

const bearer = ({ body }: { readonly body: unknown }) => (body as { readonly token?: string } | undefined)?.token ?? "";
const authorized = (token: string) => new Headers({ authorization: `Bearer ${token}` });

/** Sessions: where they are, how they end, how fresh they are. */
export const sessionCases: readonly IdentityCase[] = [
  {
    name: "lists a person's own sessions, the last seen first, each with what it was opened by",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject);
      await newcomer(subject);
      subject.later(1);
      const { email, password } = ana;
      const from = { "user-agent": AGENT, "x-forwarded-for": ADDRESS };
      const second = await subject.call("sign-in/email", { email, password }, from);
      const ids = [await idIn(subject, second.headers ?? new Headers()), await idIn(subject, ana.headers)];
      const listed = await provider.listSessions(ana.id);
      assert.deepEqual(listed.map(({ id }) => id).toSorted(), ids.toSorted());
      const own = listed.find(({ id }) => id === ids[0]);
      assert.deepEqual([own?.userAgent, own?.address], [AGENT, ADDRESS]);
      const session = await provider.findSession(second.headers ?? new Headers());
      assert.deepEqual(own?.expiresAt, session?.expiresAt);
      subject.later(1);
      await provider.findSession(ana.headers);
      assert.equal((await provider.listSessions(ana.id))[0]?.id, ids[1]);
      assert.deepEqual(await provider.listSessions(randomUUID()), []);
      assert.deepEqual(await provider.listSessions("1' or 1=1"), []);
    },
  },
  {
    name: "I-33: ends one session of a person's at once, and none of anybody else's",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const [ana, eve] = [await newcomer(subject), await newcomer(subject)];
      const second = await another(subject, ana);
      await assertRefused(provider.endSession({ userId: eve.id, sessionId: second.id }), "identity.session_not_found");
      await personOf(subject, second.headers);
      await provider.endSession({ userId: ana.id, sessionId: second.id });
      assert.equal(await provider.findSession(second.headers), undefined);
      await personOf(subject, ana.headers);
      for (const sessionId of [second.id, randomUUID(), "1' or 1=1"]) {
        await assertRefused(provider.endSession({ userId: ana.id, sessionId }), "identity.session_not_found");
      }
    },
  },
  {
    name: "ends a person's other sessions and says how many, and keeps the one that asks",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const [ana, ben] = [await newcomer(subject), await newcomer(subject)];
      const others = [await another(subject, ana), await another(subject, ana)];
      const ref = { userId: ana.id, sessionId: await idIn(subject, ana.headers) };
      assert.equal(await provider.endOtherSessions(ref), 2);
      for (const { headers } of others) assert.equal(await provider.findSession(headers), undefined);
      await personOf(subject, ana.headers);
      await personOf(subject, ben.headers);
      assert.equal(await provider.endOtherSessions(ref), 0);
    },
  },
  {
    name: "I-35: ends a session that nobody used for three days, and keeps one that was used in between",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject);
      const unused = await another(subject, ana);
      subject.later(71);
      await personOf(subject, ana.headers);
      subject.later(2);
      await personOf(subject, ana.headers);
      assert.equal(await provider.findSession(unused.headers), undefined);
      assert.deepEqual(
        (await provider.listSessions(ana.id)).map(({ id }) => id),
        [await idIn(subject, ana.headers)],
      );
    },
  },
  {
    name: "I-34: ends a session seven days after the sign-in, also one that is used every hour and was confirmed anew",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const ref = { userId: ana.id, sessionId: await idIn(subject, ana.headers) };
      for (const hours of [60, 60, 47]) {
        subject.later(hours);
        await personOf(subject, ana.headers);
        await subject.provider.confirmPassword({ ...ref, password: ana.password });
      }
      subject.later(2);
      assert.equal(await subject.provider.findSession(ana.headers), undefined);
      assert.deepEqual(await subject.provider.listSessions(ana.id), []);
    },
  },
  {
    name: "lets a program in by a token in the answer, with no cookie, and ends that session alone at its sign-out",
    needs: "password",
    async run(subject) {
      const ana = await newcomer(subject);
      const { email, password } = ana;
      const answer = await subject.call("sign-in/token", { email, password });
      assert.deepEqual([answer.status, answer.headers], [200, undefined]);
      const headers = authorized(bearer(answer));
      assert.equal((await personOf(subject, headers)).id, ana.id);
      const wrong = await subject.call("sign-in/token", { email, password: "not the password at all" });
      assert.deepEqual([wrong.status, codeOf(wrong), bearer(wrong)], [401, "identity.wrong_credentials", ""]);
      await subject.call("sign-out", {}, headers);
      assert.equal(await subject.provider.findSession(headers), undefined);
      await personOf(subject, ana.headers);
    },
  },
  {
    name: "I-36, I-37: takes no token without its signature, with another one, or of another making for a session",
    needs: "password",
    async run(subject) {
      const { email, password } = await newcomer(subject);
      const token = bearer(await subject.call("sign-in/token", { email, password }));
      const [unsigned = "", signature = ""] = token.split(".");
      const turned = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
      for (const forged of [unsigned, `${unsigned}.`, `${unsigned}.${turned}`, `x${token}`, "nf_live_key", "."]) {
        assert.equal(await subject.provider.findSession(authorized(forged)), undefined, forged.length.toString());
      }
      await personOf(subject, authorized(token));
    },
  },
  {
    name: "I-43: dates a sign-in anew when the password was given again, in that session alone",
    needs: "password",
    async run(subject) {
      const { provider } = subject;
      const ana = await newcomer(subject);
      const second = await another(subject, ana);
      const before = await provider.findSession(second.headers);
      const ref = { userId: ana.id, sessionId: await idIn(subject, ana.headers) };
      subject.later(1);
      const first = (await provider.findSession(ana.headers))?.authTime ?? new Date(0);
      await assertRefused(
        provider.confirmPassword({ ...ref, password: "not the password at all" }),
        "identity.wrong_password",
      );
      assert.deepEqual((await provider.findSession(ana.headers))?.authTime, first);
      await provider.confirmPassword({ ...ref, password: ana.password });
      const now = await provider.findSession(ana.headers);
      assert.ok(now && now.authTime.getTime() - first.getTime() > 3_000_000);
      assert.deepEqual((await provider.findSession(second.headers))?.authTime, before?.authTime);
      const eve = await newcomer(subject);
      const stolen = { userId: eve.id, sessionId: ref.sessionId, password: eve.password };
      await assertRefused(provider.confirmPassword(stolen), "identity.session_not_found");
    },
  },
];
