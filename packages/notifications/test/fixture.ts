import { randomBytes, randomUUID } from "node:crypto";
import {
  assertNoOpenTransaction,
  assertOwnSchema,
  type Doors,
  type OpenDatabase,
  openDatabase,
  type PersonContext,
  type SystemContext,
  TenancyError,
  type TenantContext,
  tenantIdOf,
  userIdOf,
} from "@ninefold/identity/tenancy";
import {
  createNotifications,
  type DeliveryAttempt,
  type Mails,
  type MessageTransport,
  type NotificationsNeeds,
} from "@ninefold/notifications";
import { deliveries } from "@ninefold/notifications/schema";
import { createTestDatabase } from "@ninefold/testing/test-database";
import { eq } from "drizzle-orm";

export const FROM = { address: "hello@mail.ninefold.dev", name: "Ninefold" };
const actor = { type: "system", id: "test" } as const;

export const aTenant = (): TenantContext => ({ tenantId: tenantIdOf(randomUUID()), actor, requestId: randomUUID() });
export const aPerson = (): PersonContext => ({ userId: userIdOf(randomUUID()), actor, requestId: randomUUID() });
export const asSystem: SystemContext = { reason: "relay", actor, requestId: "test" };
export const NOBODY = { tenantId: null, userId: null };
export const ofTenant = ({ tenantId }: TenantContext) => ({ tenantId, userId: null });
export const ofPerson = ({ userId }: PersonContext) => ({ tenantId: null, userId });

export const anAddress = () => `ana-${randomUUID()}@inbox.ninefold.dev`;
export const aLink = () => `https://app.ninefold.dev/verify#token=${randomUUID()}`;

export function verification(part: Partial<Mails["verify-address"]> = {}): Mails["verify-address"] {
  return { to: { address: anAddress() }, locale: "en", url: aLink(), ...part };
}

export function invitation(part: Partial<Mails["workspace-invitation"]> = {}): Mails["workspace-invitation"] {
  return {
    to: { address: anAddress() },
    locale: "en",
    workspaceName: "Acme",
    inviterName: "Budi",
    role: "member",
    url: "https://app.ninefold.dev/invite/1",
    expiresAt: new Date("2026-11-28T14:05:00Z"),
    ...part,
  };
}

export function attempt(part: Partial<DeliveryAttempt> = {}): DeliveryAttempt {
  return { requestId: randomUUID(), isLast: false, isReplayed: false, signal: new AbortController().signal, ...part };
}

/** One database for a test file. A query that names another system's schema fails, as in every test. */
export async function openFixture() {
  const created = await createTestDatabase();
  const database = openDatabase({
    appUrl: created.urls.DATABASE_APP_URL,
    systemUrl: created.urls.DATABASE_SYSTEM_URL,
    onQuery: assertOwnSchema,
  });
  return {
    database,
    /** Seen across tenants, as no request sees it. */
    row: (id: string) => rowOf(database, id),
    /** Past every rule of the service. */
    change: (id: string, values: Partial<typeof deliveries.$inferInsert>) =>
      database
        .doorsOf("notifications")
        .asSystem(asSystem, (tx) => tx.update(deliveries).set(values).where(eq(deliveries.id, id))),
    async close() {
      await database.close();
      await created.drop();
    },
  };
}

async function rowOf(database: OpenDatabase, id: string) {
  const rows = await database
    .doorsOf("notifications")
    .asSystem(asSystem, (tx) => tx.select().from(deliveries).where(eq(deliveries.id, id)));
  const [row] = rows;
  if (row === undefined) throw new Error("there is no such delivery");
  return row;
}

export interface EnqueuedJob {
  readonly jobId: string;
  readonly input: object;
  readonly options: { readonly idempotencyKey: string; readonly scope?: object };
}

/** A clock that tests move. */
export interface Clock {
  now: Date;
}

export const aClock = (): Clock => ({ now: new Date("2026-11-21T09:00:00Z") });

/** Notifications with needs that record what they are asked. Every source has something to say, unless told otherwise. */
export function setUp(database: OpenDatabase, transport: MessageTransport, part: Partial<NotificationsNeeds> = {}) {
  const jobs: EnqueuedJob[] = [];
  const calls: object[] = [];
  const clock = aClock();
  const needs: NotificationsNeeds = {
    doors: database.doorsOf("notifications"),
    enqueue: async (_tx, jobId, input, options) => jobs.push({ jobId, input, options }),
    guard: async (call, work, { signal }) => {
      assertNoOpenTransaction("the vendor");
      calls.push(call);
      return work(signal);
    },
    now: () => clock.now,
    from: FROM,
    encryptionKey: randomBytes(32),
    sources: sourcesOf({}),
    audiences: audiencesOf([]),
    listen: database.listen,
    ...part,
  };
  return { notifications: createNotifications(transport, needs), needs, jobs, calls, clock };
}

/** Sources that insist on being called with no door open. */
export function sourcesOf(part: Partial<NotificationsNeeds["sources"]>): NotificationsNeeds["sources"] {
  const url = "https://app.ninefold.dev/sign-in";
  return {
    "verify-address": async () => {
      assertNoOpenTransaction("a source");
      return verification();
    },
    "reset-password": async () => verification(),
    "sign-in": async () => ({ ...verification(), ...A_CODE }),
    "confirmation-code": async () => ({ to: { address: anAddress() }, locale: "en", ...A_CODE, securityUrl: url }),
    "password-changed": async () => ({ to: { address: anAddress() }, locale: "en", resetUrl: url }),
    "second-factor-on": async () => ({ to: { address: anAddress() }, locale: "en", resetUrl: url }),
    "second-factor-off": async () => ({ to: { address: anAddress() }, locale: "en", resetUrl: url }),
    "second-factor-reset": async () => ({ to: { address: anAddress() }, locale: "en", resetUrl: url }),
    "recovery-codes-renewed": async () => ({ to: { address: anAddress() }, locale: "en", resetUrl: url }),
    "recovery-code-used": async () => ({
      to: { address: anAddress() },
      locale: "en",
      resetUrl: url,
      recoveryCodesLeft: 3,
    }),
    "passkey-added": async () => ({ to: { address: anAddress() }, locale: "en", url }),
    "passkey-removed": async () => ({ to: { address: anAddress() }, locale: "en", url }),
    "passkey-copied": async () => ({ to: { address: anAddress() }, locale: "en", url }),
    "address-leaves": async () => ({ ...verification(), newAddress: "ana@new.example" }),
    "address-comes": async () => verification(),
    "account-exists": async () => ({ to: { address: anAddress() }, locale: "en", signInUrl: url, resetUrl: url }),
    "connection-added": async () => connection(url),
    "connection-removed": async () => connection(url),
    "workspace-invitation": async () => invitation(),
    "member-joined": async () => ({
      ...ABOUT_WORKSPACE,
      to: { address: anAddress() },
      memberName: "Bea",
      settingsUrl: url,
    }),
    "payment-overdue": async () => ({ ...ABOUT_WORKSPACE, to: { address: anAddress() } }),
    "workspace-closed": async () => ({ ...ABOUT_WORKSPACE, to: { address: anAddress() }, erasableAt: new Date(0) }),
    "api-key-made": async () => ({ ...ABOUT_WORKSPACE, to: { address: anAddress() } }),
    ...part,
  };
}

const A_CODE = { code: "012345", expiresAt: new Date("2026-11-22T09:15:00Z") };
const ABOUT_WORKSPACE = { locale: "en", workspaceName: "Acme", url: "https://app.ninefold.dev/w/acme" } as const;

/** Everything is for the same people. */
export function audiencesOf(people: readonly PersonContext[]): NotificationsNeeds["audiences"] {
  const all = async () => {
    assertNoOpenTransaction("an audience");
    return people.map(({ userId }) => userId);
  };
  return {
    "member-joined": all,
    "plan-changed": all,
    "payment-overdue": all,
    "workspace-closed": all,
    "api-key-made": all,
  };
}

/** A point at which a process dies: around its nth use of a door. */
export interface CrashPoint {
  readonly door: number;
  /** `before`: nothing was written. `after`: it was, and nobody heard of it. */
  readonly when: "before" | "after";
}

/** The doors of a process that dies there: from then on it reaches nothing. The error is one that calls itself final. */
export function crashing(doors: Doors, point: CrashPoint): Doors {
  let used = 0;
  async function around<T>(enter: () => Promise<T>): Promise<T> {
    used += 1;
    if (used > point.door || (used === point.door && point.when === "before")) throw lost();
    const done = await enter();
    if (used === point.door) throw lost();
    return done;
  }
  return {
    withTenant: (context, work) => around(() => doors.withTenant(context, work)),
    withPerson: (context, work) => around(() => doors.withPerson(context, work)),
    asSystem: (context, work) => around(() => doors.asSystem(context, work)),
  };
}

const lost = () => new TenancyError("tenancy.database_unavailable", "the connection closed");

const connection = (securityUrl: string) => ({
  to: { address: anAddress() },
  locale: "en" as const,
  vendor: "Google",
  securityUrl,
});
