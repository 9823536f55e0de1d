import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createIdentity, type Identity } from "@ninefold/identity";
import { betterAuthIdentity } from "@ninefold/identity/better-auth";
import { can, ROLE_PERMISSIONS } from "@ninefold/identity/permissions";
import { openDatabase, openPool } from "@ninefold/identity/tenancy";
import { and, eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import postgres from "postgres";
import type { RequestVariables } from "../../apps/api/src/middleware/request.ts";
import { callerInWorkspace, inWorkspace, signedIn } from "../../apps/api/src/middleware/session.ts";
import { operation } from "../../apps/api/src/routes/operation.ts";
import { createLibrary } from "../../packages/identity/src/adapters/better-auth/library.ts";
import { hashOf } from "../../packages/identity/src/api-secret.ts";
import { apiKey, member, organization } from "../../packages/identity/src/schema.ts";
import { z } from "zod";
import { openServer, prepareDatabase } from "../dev/database.ts";
import { compare, type Compared, type Measure, perCall } from "./measure.ts";
import { countedWire } from "./round-trips.ts";

const ORIGIN = "http://localhost:3000";
const LANES = 4;
const CALLS = 1_000;
/** Ten times as fast: as many as take as long. */
const KEY_CALLS = 10_000;
const ROUNDS = 9;
const GOALS = { roundTrips: 2, keyRoundTrips: 1, throughput: 0.85, keyThroughput: 0.8, permissionMicros: 2 };

type App = Pick<Hono, "request">;

/**
 * What it costs to know who asks and what they may: one route in a workspace behind our middleware, against the same route
 * that asks the auth library for the session and reads the membership with one query, and against the route without either.
 * A key is held against one query by the same index, on the same route. Requests go through the router in this process, so that no network hides the difference.
 */
export async function identity(): Promise<readonly Measure[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-identity-"));
  const server = await openServer({ dataDir, env: {} });
  const wire = await countedWire(Number(new URL(server.ownerUrl).port));
  try {
    const urls = await prepareDatabase(server, { dataDir, env: {} });
    const counted = (url: string) => Object.assign(new URL(url), { port: String(wire.port) }).href;
    const through = (url: (given: string) => string) =>
      subjects({ ...urls, DATABASE_IDENTITY_URL: url(urls.DATABASE_IDENTITY_URL) });
    const direct = await through((url) => url);
    const person = await aMember(direct.provider, server.ownerUrl);
    const ask = (app: App) => () => perCall(CALLS, LANES, () => answered(app, person));
    const known = await compare(ROUNDS, ask(direct.ours), ask(direct.library));
    const open = await compare(ROUNDS, ask(direct.ours), ask(direct.open));
    const program = await aProgram(direct.provider, person);
    const keyed = await compare(
      ROUNDS,
      () => perCall(KEY_CALLS, LANES, () => answered(direct.keyed, program)),
      () => perCall(KEY_CALLS, LANES, () => answered(direct.query, program)),
    );
    await direct.close();

    const watched = await through(counted);
    for (let index = 0; index < 20; index += 1) await answered(watched.ours, person);
    wire.take();
    await answered(watched.ours, person);
    const trips = wire.take();
    await answered(watched.keyed, program);
    wire.take();
    await answered(watched.keyed, program);
    const keyTrips = wire.take();
    await watched.close();
    return [
      {
        area: "identity",
        measure: "database round trips for session and membership of a request",
        value: trips,
        unit: "trips",
        goal: GOALS.roundTrips,
        ok: trips <= GOALS.roundTrips,
      },
      {
        area: "identity",
        measure: "database round trips for the key of a request",
        value: keyTrips,
        unit: "trips",
        goal: GOALS.keyRoundTrips,
        ok: keyTrips <= GOALS.keyRoundTrips,
      },
      throughput("route with session and membership", "the library's look-up and one query", known, GOALS.throughput),
      throughput("route with an API key", "one indexed query on the same route", keyed, GOALS.keyThroughput),
      throughput("route with session and membership", "the route without", open),
      permission(),
    ];
  } finally {
    wire.stop();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function throughput(measure: string, to: string, { value, baseline, ratio, spread }: Compared, goal?: number): Measure {
  const [slowest, fastest] = [1 / spread[1], 1 / spread[0]];
  return {
    area: "identity",
    measure: `${measure}, throughput against ${to}`,
    value: 1_000 / value,
    unit: "requests/s",
    baseline: 1_000 / baseline,
    ratio: 1 / ratio,
    note: `rounds from ${slowest.toFixed(2)} to ${fastest.toFixed(2)}`,
    ...(goal !== undefined && { goal, ok: 1 / ratio >= goal }),
  };
}

function permission(): Measure {
  const holders = Object.values(ROLE_PERMISSIONS).map((permissions) => ({ permissions }));
  const asked = ROLE_PERMISSIONS.owner;
  const calls = 2_000_000;
  let allowed = 0;
  const started = performance.now();
  for (let index = 0; index < calls; index += 1) {
    const [holder, wanted] = [holders[index % holders.length], asked[index % asked.length]];
    if (holder !== undefined && wanted !== undefined && can(holder, wanted)) allowed += 1;
  }
  const micros = ((performance.now() - started) * 1_000) / calls;
  return {
    area: "identity",
    measure: "permission check",
    value: micros,
    unit: "µs",
    goal: GOALS.permissionMicros,
    ok: allowed > 0 && micros < GOALS.permissionMicros,
  };
}

interface Person {
  readonly headers: Headers;
  readonly workspaceId: string;
}

async function answered(app: App, { headers, workspaceId }: Person): Promise<void> {
  const response = await app.request(`/workspaces/${workspaceId}`, { headers });
  if (response.status !== 200) throw new Error(`the route answered ${response.status}`);
  await response.arrayBuffer();
}

/** The three routes on one database. Pools are as large as the product's. */
async function subjects(urls: Awaited<ReturnType<typeof prepareDatabase>>) {
  const options = {
    secret: "a secret for a bench, which signs nothing of value",
    origin: ORIGIN,
    cookiePrefix: "bench",
    attemptsPerMinute: 1_000,
    onWarning: (message: string) => console.warn(message),
  };
  const provider = betterAuthIdentity({
    ...options,
    databaseUrl: urls.DATABASE_IDENTITY_URL,
    issuer: "Ninefold",
    passwords: { findFault: async () => undefined },
  });
  const database = openDatabase({
    appUrl: urls.DATABASE_APP_URL,
    systemUrl: urls.DATABASE_SYSTEM_URL,
    appConnections: LANES,
  });
  const needs = { slugSuffix: randomUUID, doors: database.doorsOf("identity"), now: () => new Date(), origin: ORIGIN };
  const pool = openPool({ url: urls.DATABASE_IDENTITY_URL, name: "bench", maxConnections: 3, prepare: true });
  return {
    provider,
    ours: throughMiddleware(createIdentity(provider, needs)),
    library: throughLibrary(
      createLibrary(options, pool, {
        tell: async () => undefined,
        hasRightPassword: async () => false,
        isHeld: async () => false,
      }),
      pool,
    ),
    keyed: throughKey(createIdentity(provider, needs)),
    query: throughQuery(pool),
    open: new Hono().get("/workspaces/:workspaceId", (c) => c.json({ id: c.req.param("workspaceId"), role: "owner" })),
    close: () => Promise.all([provider.close(), database.close(), pool.close()]),
  };
}

const ROUTE = {
  id: "bench",
  tag: "identity",
  access: "workspace:read",
  summary: "A route in a workspace",
  cache: "no-store",
  limit: "none",
  answers: { 200: z.object({}) },
} as const;

const requestVariables = createMiddleware<{ Variables: RequestVariables }>(async (c, next) => {
  c.set("requestId", "bench");
  c.set("note", () => undefined);
  await next();
});

const KEY_ROUTE = { ...ROUTE, id: "benchKey", access: "project:read" } as const;

function throughMiddleware(identities: Identity): App {
  return new Hono<{ Variables: RequestVariables }>()
    .use(requestVariables)
    .get("/workspaces/:workspaceId", operation(ROUTE), signedIn(identities), inWorkspace(identities), (c) =>
      c.json({ id: c.var.workspace.context.tenantId, role: c.var.workspace.membership.role }),
    );
}

function throughKey(identities: Identity): App {
  return new Hono<{ Variables: RequestVariables }>()
    .use(requestVariables)
    .get("/workspaces/:workspaceId", operation(KEY_ROUTE), callerInWorkspace(identities), (c) =>
      c.json({ id: c.var.workspace.context.tenantId }),
    );
}

/** What a key costs at least, on the same route: whoever asks is found by one row that a hash leads to. */
function throughQuery({ database }: ReturnType<typeof openPool>): App {
  const byHash = database
    .select({ workspaceId: apiKey.organizationId, permissions: apiKey.permissions })
    .from(apiKey)
    .where(eq(apiKey.hash, sql.placeholder("hash")))
    .prepare("bench_key_by_hash");
  return new Hono<{ Variables: RequestVariables }>()
    .use(requestVariables)
    .get("/workspaces/:workspaceId", operation(KEY_ROUTE), async (c) => {
      const secret = (c.req.header("authorization") ?? "").slice("Bearer ".length);
      const [row] = await byHash.execute({ hash: hashOf(secret) });
      return row === undefined ? c.body(null, 401) : c.json({ id: row.workspaceId });
    });
}

function throughLibrary(library: ReturnType<typeof createLibrary>, { database }: ReturnType<typeof openPool>): App {
  return new Hono().get("/workspaces/:workspaceId", async (c) => {
    const session = await library.api.getSession({ headers: c.req.raw.headers });
    if (session === null) return c.body(null, 401);
    const [row] = await database
      .select({ id: organization.id, role: member.role })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(and(eq(member.userId, session.user.id), eq(organization.id, c.req.param("workspaceId"))))
      .limit(1);
    return row === undefined ? c.body(null, 404) : c.json(row);
  });
}

/** Somebody who has signed in, in a workspace of theirs. */
async function aMember(
  provider: ReturnType<typeof betterAuthIdentity>,
  ownerUrl: string,
): Promise<Person & { readonly userId: string }> {
  const credentials = { email: "ada@inbox.ninefold.dev", password: "a long password for a bench" };
  const post = (endpoint: string, body: object) =>
    provider.handle(
      new Request(`${ORIGIN}/api/auth/${endpoint}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: ORIGIN },
        body: JSON.stringify(body),
      }),
    );
  const { TERMS_VERSION } = await import("@ninefold/identity/terms");
  await post("sign-up/email", { ...credentials, name: "Ada", termsVersion: TERMS_VERSION });
  const owner = postgres(ownerUrl, { max: 1 });
  await owner`update identity."user" set email_verified = true`;
  await owner.end();
  const cookies = (await post("sign-in/email", credentials)).headers.getSetCookie();
  const headers = new Headers({ cookie: cookies.map((one) => one.split(";")[0]).join("; ") });
  const session = await provider.findSession(headers);
  if (session === undefined) throw new Error("the sign-in let nobody in");
  const { workspace } = await provider.createWorkspace({ name: "Acme", slug: "acme", ownerId: session.person.id });
  return { headers, workspaceId: workspace.id, userId: session.person.id };
}

/** A program in the same workspace. */
async function aProgram(
  provider: ReturnType<typeof betterAuthIdentity>,
  { workspaceId, userId }: Awaited<ReturnType<typeof aMember>>,
): Promise<Person> {
  const place = { workspaceId, actorId: userId };
  const { id: serviceAccountId } = await provider.createServiceAccount({ ...place, name: "Bench" });
  const wanted = {
    name: "Bench",
    permissions: ["project:read"],
    expiresAt: new Date(Date.now() + 86_400_000),
  } as const;
  const { secret } = await provider.createApiKey({ ...place, serviceAccountId, ...wanted });
  return { headers: new Headers({ authorization: `Bearer ${secret}` }), workspaceId };
}
