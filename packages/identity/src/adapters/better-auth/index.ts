import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { organization } from "better-auth/plugins/organization";
import { and, asc, eq } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { isSlug, parseName } from "../../domain/slug.ts";
import { IdentityError } from "../../errors.ts";
import type { IdentityProvider, WorkspaceRef } from "../../port.ts";
import * as schema from "../../schema.ts";
import { openPool } from "../../tenancy.ts";
import { accessControl, roles } from "./roles.ts";
import { toIdentityError, toMembership, toSession } from "./translate.ts";

export interface BetterAuthOptions {
  /** Login role in group `identity_rw`; this adapter opens its own pool on it. */
  readonly databaseUrl: string;
  readonly secret: string;
  /** Public origin of the web app, such as `https://app.example.com`. Static: the library must never guess it. */
  readonly origin: string;
  /** Prefix of its cookies. */
  readonly cookiePrefix: string;
  /** Sign-in and sign-up attempts per minute and client address. */
  readonly attemptsPerMinute: number;
  readonly prepare?: boolean;
  readonly maxConnections?: number;
  readonly onWarning: (message: string) => void;
}

/** The default adapter. Options arrive validated: no environment reads in here. */
export function betterAuthIdentity(options: BetterAuthOptions): IdentityProvider & { close(): Promise<void> } {
  const pool = openPool({
    url: options.databaseUrl,
    name: "identity",
    maxConnections: options.maxConnections ?? 3,
    prepare: options.prepare ?? true,
  });
  const { database } = pool;
  const auth = createAuth(options, database);

  return {
    capabilities: { password: true, manyWorkspaces: true },
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (!ENDPOINTS.has(pathname)) return new Response(null, { status: 404 });
      return auth.handler(request).catch((error: unknown) => {
        options.onWarning(`the auth library failed: ${error instanceof Error ? error.name : "?"}`);
        return new Response(null, { status: 503 });
      });
    },

    async findSession(headers) {
      // A request without cookies has no session; asking would cost two queries for each anonymous visitor.
      if (!headers.has("cookie")) return undefined;
      // Reading must not prolong: a session ends seven days after the sign-in, however busy it is.
      const found = await auth.api
        .getSession({ headers, query: { disableRefresh: true } })
        .catch(unavailable("session"));
      return found === null ? undefined : toSession(found);
    },

    async createWorkspace({ name, slug, ownerId }) {
      const id = randomUUID();
      const createdAt = new Date();
      // Not by the library, which writes the two rows apart: a workspace without an owner would keep its slug for ever.
      await database
        .transaction(async (tx) => {
          await tx.insert(schema.organization).values({ id, name, slug, createdAt });
          await tx.insert(schema.member).values({ organizationId: id, userId: ownerId, role: "owner", createdAt });
        })
        .catch((cause: unknown) => {
          throw toIdentityError(cause);
        });
      return toMembership({ id, name, slug }, "owner");
    },

    async listMemberships(userId) {
      const rows = await membershipsOf(userId)
        .orderBy(asc(schema.member.createdAt), asc(schema.member.id))
        .catch(unavailable("memberships"));
      return rows.map((row) => toMembership(row.organization, row.member.role));
    },

    async findMembership(userId, workspace) {
      // Postgres answers an error, and not "no row", to an id that is none or a text that holds NUL.
      if ("id" in workspace ? !isUuid(workspace.id) : !isSlug(workspace.slug)) return undefined;
      const [row] = await membershipsOf(userId, workspace).limit(1).catch(unavailable("membership"));
      return row && toMembership(row.organization, row.member.role);
    },

    close: () => pool.close(),
  };

  function membershipsOf(userId: string, workspace?: WorkspaceRef) {
    return database
      .select()
      .from(schema.member)
      .innerJoin(schema.organization, eq(schema.organization.id, schema.member.organizationId))
      .where(and(eq(schema.member.userId, userId), workspace && matching(workspace)))
      .$dynamic();
  }
}

/** What our pages use. The library has some fifty endpoints; each one more is opened with its rules and its tests. */
const ENDPOINTS = new Set(["sign-up/email", "sign-in/email", "sign-out"].map((endpoint) => `/api/auth/${endpoint}`));

/** The library takes any text of any length. */
function nameOf(given: string): string {
  try {
    return parseName(given);
  } catch {
    throw new APIError("BAD_REQUEST", { code: "INVALID_NAME", message: "Give a name of 1 to 80 characters." });
  }
}

type Database = ReturnType<typeof openPool>["database"];

/** The library, configured against what it was seen to do by default. Each line that looks odd has its reason. */
function createAuth(options: BetterAuthOptions, database: Database) {
  return betterAuth({
    secret: options.secret,
    baseURL: options.origin,
    basePath: "/api/auth",
    trustedOrigins: [options.origin],
    database: drizzleAdapter(database, { provider: "pg", schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
    },
    session: {
      expiresIn: 7 * 24 * 3600,
      // A cached cookie stays valid after its session was revoked.
      cookieCache: { enabled: false },
    },
    account: { encryptOAuthTokens: true, accountLinking: { disableImplicitLinking: true } },
    verification: { storeIdentifier: "hashed" },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 100,
      customRules: {
        "/sign-in/*": { window: 60, max: options.attemptsPerMinute },
        "/sign-up/*": { window: 60, max: options.attemptsPerMinute },
      },
    },
    advanced: {
      cookiePrefix: options.cookiePrefix,
      useSecureCookies: options.origin.startsWith("https:"),
      database: { generateId: "uuid" },
      // The caller leaves one address in this header, the one it found to be the client's.
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"], ipv6Subnet: 64 },
    },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, name: nameOf(user.name), image: null } }) } },
    },
    plugins: [
      organization({ ac: accessControl, roles, creatorRole: "owner", requireEmailVerificationOnInvitation: true }),
    ],
    // Else the library prints what failed, and drizzle's errors carry the query's parameters: addresses, tokens, hashes.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      // The library appends database errors whole, and drizzle's carry the query's parameters: addresses, tokens, hashes.
      log: (_level, message) => options.onWarning(message),
    },
  });
}

function matching(workspace: WorkspaceRef) {
  return "id" in workspace ? eq(schema.organization.id, workspace.id) : eq(schema.organization.slug, workspace.slug);
}

function unavailable(what: string) {
  return (cause: unknown): never => {
    if (cause instanceof APIError) throw toIdentityError(cause);
    throw new IdentityError("identity.unavailable", `the ${what} could not be read`, { cause });
  };
}
