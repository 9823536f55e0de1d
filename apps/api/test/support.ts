import { randomUUID } from "node:crypto";
import { assertOwnSchema } from "@ninefold/identity/tenancy";
import type { createTestDatabase } from "@ninefold/testing/test-database";
import { createApp } from "../src/app.ts";
import { compose } from "../src/compose.ts";
import { type EnvSource, readEnv } from "../src/env.ts";

export const ORIGIN = "http://localhost:3000";
type Urls = Awaited<ReturnType<typeof createTestDatabase>>["urls"];

/** The environment that a complete local stack has. */
export const environment = (urls: Urls): EnvSource => ({
  NINEFOLD_STAGE: "test",
  APP_URL: ORIGIN,
  BETTER_AUTH_SECRET: randomUUID() + randomUUID(),
  OBSERVABILITY_PROVIDER: "memory",
  ...urls,
});

/** The real composition on a real database, called without a port. A query into another system's schema fails. */
export async function startApp(urls: Urls, overrides: EnvSource = {}) {
  const system = await compose(readEnv({ ...environment(urls), ...overrides }), { onQuery: assertOwnSchema });
  return { system, app: createApp(system, { origin: ORIGIN, trustedProxies: ["127.0.0.1"] }) };
}
type App = Awaited<ReturnType<typeof startApp>>["app"];

/** A browser tab of one person: same origin, JSON, its own cookies. */
export function client(app: App) {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        origin: ORIGIN,
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    get: (path: string, headers?: Record<string, string>) => send("GET", path, undefined, headers),
    post: (path: string, body: unknown, headers?: Record<string, string>) => send("POST", path, body, headers),
  };
}

/** Somebody new, signed in. */
export async function newcomer(app: App) {
  const person = {
    name: "Ana Example",
    email: `ana-${randomUUID()}@example.com`,
    password: `password ${randomUUID()}`,
  };
  const tab = client(app);
  const response = await tab.post("/api/auth/sign-up/email", person);
  if (!response.ok) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
  return { ...tab, person };
}
