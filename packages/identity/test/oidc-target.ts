import assert from "node:assert/strict";
import { OPENID_DEFECTS, type OpenidEmulator } from "@ninefold/testing/emulators";
import { createVisitor } from "@ninefold/testing/openid-visitor";
import postgres from "postgres";
import { oidcIdentity } from "../src/adapters/oidc/index.ts";
import { TERMS_VERSION } from "../src/terms.ts";
import { keptOf } from "./cases/elsewhere.ts";
import { type Back, type Elsewhere, type EnterOptions, type IdentitySubject, newPerson } from "./cases/subject.ts";
import {
  call,
  clockAhead,
  cookiesOf,
  type IdentityTarget,
  ORIGIN,
  subjectOf,
  takeFacts,
  type TestUrls,
} from "./targets.ts";

/** The adapter against a provider that really runs; the caller brings both the provider and a database, and ends them. */
export function oidcTarget(
  { ownerUrl, urls }: TestUrls,
  emulator: OpenidEmulator,
): IdentityTarget & { end(): Promise<void> } {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  let clock = clockAhead();
  const { issuer, clientId, clientSecret } = emulator;
  const provider = oidcIdentity({
    databaseUrl: urls.DATABASE_IDENTITY_URL,
    issuer,
    clientId,
    clientSecret,
    name: "Company Login",
    origin: ORIGIN,
    cookiePrefix: "test",
    onWarning: () => undefined,
    now: () => clock.now(),
  });
  return {
    capabilities: provider.capabilities,
    make: () => {
      clock = clockAhead();
      const { later } = clock;
      const base = subjectOf(provider, {
        later,
        facts: () => takeFacts(owner),
        grantOperator: async (userId) => {
          await owner`insert into identity.operators (user_id, granted_by) values (${userId}, 'a test')`;
        },
      });
      const elsewhere = visiting(base, emulator, owner);
      const enroll = enrolling(base, elsewhere);
      return { ...base, elsewhere, enroll, someone: async () => (await enroll(newPerson(), {})).headers };
    },
    end: async () => {
      await Promise.all([provider.close(), owner.end()]);
    },
  };
}

function enrolling({ provider }: IdentitySubject, { add, enter }: Elsewhere): NonNullable<IdentitySubject["enroll"]> {
  return async ({ name, email }, more) => {
    const back = await enter(add({ name, email }));
    assert.equal(back.page, "/sign-up/terms");
    const form = { name, termsVersion: TERMS_VERSION, ...more };
    const headers = keptOf((await call(provider, "social/accept", form, back.headers)).headers);
    const session = await provider.findSession(headers);
    assert.ok(session !== undefined, "expected to be signed in");
    return { id: session.person.id, headers };
  };
}

function visiting({ provider }: IdentitySubject, emulator: OpenidEmulator, owner: postgres.Sql): Elsewhere {
  async function come(
    url: string,
    person: { readonly subject: string },
    held: Headers,
    { defect, instead, twice = false }: EnterOptions,
  ): Promise<Back> {
    const known = OPENID_DEFECTS.find((one) => one === defect);
    if (known !== undefined) emulator.spoil(known);
    const query = await createVisitor().choose(url, person.subject);
    for (const [name, value] of Object.entries(instead ?? {})) query.set(name, value);
    const back = `${ORIGIN}/api/auth/callback/oidc?${query.toString()}`;
    const first = await provider.handle(new Request(back, { headers: held }));
    const answer = twice ? await provider.handle(new Request(back, { headers: held })) : first;
    const { pathname, search } = new URL(answer.headers.get("location") ?? ORIGIN);
    const cookies = answer.headers.getSetCookie().filter((one) => !/=;/.test(one));
    return { page: pathname + search, headers: cookies.length === 0 ? new Headers() : cookiesOf(cookies) };
  }

  return {
    async enter(person, options = {}) {
      const before = options.before?.get("cookie") ?? "";
      const answer = await provider.handle(
        new Request(`${ORIGIN}/api/auth/social/begin`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: ORIGIN, ...(before !== "" && { cookie: before }) },
          body: JSON.stringify({ provider: "oidc" }),
        }),
      );
      const { url = "" } = (await answer.json()) as { url?: string };
      const own = cookiesOf(answer.headers.getSetCookie()).get("cookie") ?? "";
      return come(url, person, new Headers({ cookie: before === "" ? own : `${before}; ${own}` }), options);
    },
    async confirm(person, from, options = {}) {
      const session = await provider.findSession(from);
      const ref = { userId: session?.person.id ?? "", sessionId: session?.id ?? "" };
      const wish = { ...ref, provider: "oidc", purpose: "confirm", next: "/account" } as const;
      const { url, cookies } = await provider.beginConnection(wish);
      const cookie = `${from.get("cookie") ?? ""}; ${cookiesOf(cookies).get("cookie") ?? ""}`;
      return come(url, person, new Headers({ cookie }), options);
    },
    add: ({ name, email, isVerified = true }) => ({
      subject: emulator.addPerson({ name, email, verified: isVerified }).id,
    }),
    async tell(claims) {
      const body = new URLSearchParams({ logout_token: emulator.logoutToken(claims) });
      const url = `${ORIGIN}/api/auth/back-channel-logout`;
      return (await provider.handle(new Request(url, { method: "POST", body }))).status;
    },
    stored: async () => JSON.stringify(await owner`select * from identity.session`),
  };
}
