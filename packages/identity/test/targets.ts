import { randomUUID } from "node:crypto";
import type { Target } from "@ninefold/testing/conformance-kit";
import postgres from "postgres";
import { commonPasswords } from "../src/adapters/common-passwords/index.ts";
import { createPasswordRules } from "../src/passwords.ts";
import { betterAuthIdentity, type BetterAuthOptions } from "../src/adapters/better-auth/index.ts";
import { memoryIdentity } from "../src/adapters/memory.ts";
import { singleUserIdentity } from "../src/adapters/none.ts";
import type { IdentityProvider, ProviderFact } from "../src/port.ts";
import type { SocialDeparture, SocialPerson, SocialVendors } from "../src/port-social.ts";
import { type Attempt, type IdentityCapability, type IdentitySubject, newcomer } from "./cases/subject.ts";

export type IdentityTarget = Target<IdentitySubject, IdentityCapability>;
export const ORIGIN = "http://localhost:3000";

/** As few as a test can afford. What comes from no address is not counted. */
const SIGN_UPS = { factor: 0.1 };

export const targets: Readonly<Record<"memory" | "single-user", IdentityTarget>> = {
  memory: {
    capabilities: {
      password: true,
      mail: true,
      passkeys: true,
      secondFactor: true,
      social: true,
      elsewhere: false,
      domains: true,
      manyWorkspaces: true,
      members: true,
      profile: true,
      apiKeys: true,
    },
    make: () => {
      const clock = clockAhead();
      const provider = memoryIdentity({ origin: ORIGIN, now: clock.now, signUps: SIGN_UPS, social: believing });
      return subjectOf(provider, {
        later: clock.later,
        facts: () => provider.takeFacts(1_000),
        grantOperator: async (userId) => provider.grantOperator(userId),
      });
    },
  },
  "single-user": {
    capabilities: {
      password: false,
      mail: false,
      passkeys: false,
      secondFactor: false,
      social: false,
      elsewhere: false,
      domains: false,
      manyWorkspaces: false,
      members: false,
      profile: false,
      apiKeys: false,
    },
    make: () => {
      const owner = { id: randomUUID(), name: "Owner", email: "owner@localhost", locale: "en" } as const;
      const provider = singleUserIdentity(owner, { id: randomUUID(), slug: "home", name: "Home" });
      return {
        ...subjectOf(provider, {
          later: () => undefined,
          facts: async () => [],
          grantOperator: async () => undefined,
        }),
        someone: async () => new Headers(),
      };
    },
  },
};

export interface TestUrls {
  readonly ownerUrl: string;
  readonly urls: { readonly DATABASE_IDENTITY_URL: string };
}

/** The default adapter needs a database with identity's migrations applied; the caller brings and drops it. */
export function betterAuthTarget(
  { ownerUrl, urls }: TestUrls,
  options: Partial<BetterAuthOptions> = {},
): IdentityTarget & { end(): Promise<void> } {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  let clock = clockAhead();
  const provider = betterAuthIdentity({
    databaseUrl: urls.DATABASE_IDENTITY_URL,
    secret: randomUUID() + randomUUID(),
    origin: ORIGIN,
    cookiePrefix: "test",
    issuer: "Ninefold",
    attemptsPerMinute: 100_000,
    passwords: createPasswordRules({ offline: commonPasswords(), product: [] }),
    onWarning: () => undefined,
    social: believing,
    now: () => clock.now(),
    signUps: SIGN_UPS,
    ...options,
  });
  return {
    capabilities: {
      password: true,
      mail: true,
      passkeys: true,
      secondFactor: true,
      social: true,
      elsewhere: false,
      domains: true,
      manyWorkspaces: true,
      members: true,
      profile: true,
      apiKeys: true,
    },
    make: () => {
      clock = clockAhead();
      return subjectOf(provider, {
        later: clock.later,
        facts: () => takeFacts(owner),
        grantOperator: async (userId) => {
          await owner`insert into identity.operators (user_id, granted_by) values (${userId}, 'a test')`;
        },
      });
    },
    end: async () => {
      await Promise.all([provider.close(), owner.end()]);
    },
  };
}

export function clockAhead() {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    later: (hours: number) => {
      aheadMs += hours * 3_600_000;
    },
  };
}

/** Takes them away, as the relay does. */
export async function takeFacts(
  owner: postgres.Sql,
): Promise<readonly Pick<ProviderFact, "type" | "data" | "scope">[]> {
  const rows = await owner<
    { type: string; data: Record<string, string>; tenant: string | null; person: string | null }[]
  >`
    with taken as (delete from identity.facts returning *)
    select type, data, tenant_id as tenant, user_id as person from taken order by occurred_at`;
  return rows.map(({ type, data, tenant, person }) => ({ type, data, scope: { tenantId: tenant, userId: person } }));
}

/** Acts as a browser on our own pages: JSON to the provider's endpoints, cookies back. */
export function subjectOf(
  provider: IdentityProvider,
  behind: {
    readonly later: (hours: number) => void;
    readonly facts: () => Promise<readonly Pick<ProviderFact, "type" | "data" | "scope">[]>;
    readonly grantOperator: (userId: string) => Promise<void>;
  },
): IdentitySubject {
  const subject: IdentitySubject = {
    provider,
    someone: async () => (await newcomer(subject)).headers,
    call: (endpoint, body, headers) => call(provider, endpoint, body, headers),
    facts: async () => (await behind.facts()).map(({ type, data, scope }) => ({ type, data, scope })),
    later: behind.later,
    departed,
    async depart(by) {
      const request = new Request(`${ORIGIN}/api/auth/social/begin`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: ORIGIN },
        body: JSON.stringify({ provider: by }),
      });
      const answer = await subject.provider.handle(request);
      const { url = "" } = (await answer.json()) as { url?: string };
      return departed({ url, cookies: answer.headers.getSetCookie() }, new Headers());
    },
    async arrive(by, { person, departed: { state, headers } }) {
      const query = new URLSearchParams({ state, code: JSON.stringify(person) });
      const url = `${ORIGIN}/api/auth/callback/${by}?${query.toString()}`;
      const answer = await subject.provider.handle(new Request(url, { headers }));
      const { pathname, search } = new URL(answer.headers.get("location") ?? ORIGIN);
      const cookies = answer.headers.getSetCookie().filter((one) => !/=;/.test(one));
      return { page: pathname + search, headers: cookiesOf(cookies) };
    },
    grantOperator: behind.grantOperator,
  };
  return subject;
}

/** A vendor that believes whoever comes back: what the vendors' own adapter verifies has tests of its own. */
const believing: SocialVendors = {
  providers: ["google", "github", "apple"],
  departure: async (provider, { state }) => `https://${provider}.example/?state=${state}`,
  arrival: async (_, { query }) => {
    const person: SocialPerson = JSON.parse(query.get("code") ?? "");
    return person;
  },
};

function departed({ url, cookies }: SocialDeparture, headers: Headers) {
  const held = headers.get("cookie");
  const own = cookiesOf(cookies).get("cookie") ?? "";
  const cookie = held === null ? own : `${held}; ${own}`;
  return { state: new URL(url).searchParams.get("state") ?? "", headers: new Headers({ cookie }) };
}

export const cookiesOf = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((one) => one.split(";")[0] ?? "").join("; ") });

export async function call(
  provider: Pick<IdentityProvider, "handle">,
  endpoint: string,
  body: unknown,
  more: Headers | Readonly<Record<string, string>> = {},
): Promise<Attempt> {
  const headers = new Headers({ "content-type": "application/json", origin: ORIGIN });
  for (const [name, value] of new Headers(more)) {
    if (value === "") headers.delete(name);
    else headers.set(name, value);
  }
  const request = new Request(`${ORIGIN}/api/auth/${endpoint}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : (JSON.stringify(body) ?? ""),
  });
  // `Request` gives a text body a type of its own where none is set.
  if (!headers.has("content-type")) request.headers.delete("content-type");
  const response = await provider.handle(request);
  const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
  // What marks a browser, or has it wait for a mail, lets nobody in.
  const isSignedIn = cookies.some((one) => !/(?:device|mail)=/.test(one));
  return {
    status: response.status,
    type: (response.headers.get("content-type") ?? "").split(";")[0] ?? "",
    body: await response.json().catch(() => undefined),
    cookie: cookies.join("; "),
    headers: response.ok && isSignedIn ? new Headers({ cookie: cookies.join("; ") }) : undefined,
  };
}
