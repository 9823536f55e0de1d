import { randomUUID } from "node:crypto";
import type { Target } from "@ninefold/testing/conformance-kit";
import { betterAuthIdentity } from "../src/adapters/better-auth/index.ts";
import { memoryIdentity } from "../src/adapters/memory.ts";
import { singleUserIdentity } from "../src/adapters/none.ts";
import type { IdentityProvider } from "../src/port.ts";
import type { IdentityCapability, IdentitySubject } from "./conformance.ts";

type IdentityTarget = Target<IdentitySubject, IdentityCapability>;
const ORIGIN = "http://localhost:3000";

export const targets: Readonly<Record<"memory" | "single-user", IdentityTarget>> = {
  memory: { capabilities: { password: true, manyWorkspaces: true }, make: () => withPassword(memoryIdentity()) },
  "single-user": {
    capabilities: { password: false, manyWorkspaces: false },
    make: () => {
      const owner = { id: randomUUID(), name: "Owner", email: "owner@example.com" };
      const provider = singleUserIdentity(owner, { id: randomUUID(), slug: "home", name: "Home" });
      const refused = { status: 404, body: undefined, headers: undefined };
      return {
        provider,
        someone: async () => new Headers(),
        signUp: async () => undefined,
        signIn: async () => refused,
        signOut: async () => undefined,
      };
    },
  },
};

/** The default adapter needs a database with identity's migrations applied; the caller brings and drops it. */
export function betterAuthTarget(databaseUrl: string): IdentityTarget {
  const provider = betterAuthIdentity({
    databaseUrl,
    secret: randomUUID() + randomUUID(),
    origin: ORIGIN,
    cookiePrefix: "test",
    attemptsPerMinute: 100_000,
    onWarning: () => undefined,
  });
  return {
    capabilities: { password: true, manyWorkspaces: true },
    make: () => withPassword(provider),
  };
}

/** Acts as a browser on our own pages: JSON to the provider's endpoints, cookies back. */
function withPassword(provider: IdentityProvider): IdentitySubject {
  async function post(action: string, body: object, cookie = ""): Promise<Response> {
    return provider.handle(
      new Request(`${ORIGIN}/api/auth/${action}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: ORIGIN, cookie },
        body: JSON.stringify(body),
      }),
    );
  }

  const subject: IdentitySubject = {
    provider,
    async someone() {
      const email = `someone-${randomUUID()}@example.com`;
      return (await subject.signUp({ name: "Someone", email, password: randomUUID() })) ?? new Headers();
    },
    signUp: async (person) => sessionOf(await post("sign-up/email", person)),
    async signIn(credentials) {
      const response = await post("sign-in/email", credentials);
      const body = response.ok ? undefined : await response.json();
      return { status: response.status, body, headers: sessionOf(response) };
    },
    async signOut(headers) {
      await post("sign-out", {}, headers.get("cookie") ?? "");
    },
  };
  return subject;
}

function sessionOf(response: Response): Headers | undefined {
  const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0]);
  return response.ok && cookies.length > 0 ? new Headers({ cookie: cookies.join("; ") }) : undefined;
}
