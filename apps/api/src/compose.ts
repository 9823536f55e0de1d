import { hkdfSync, randomBytes } from "node:crypto";
import { type BillingProvider, createBilling } from "@ninefold/billing";
import { createIdentity, type IdentityProvider } from "@ninefold/identity";
import { assertNoOpenTransaction, openDatabase } from "@ninefold/identity/tenancy";
import { createMedia, type MediaStorage } from "@ninefold/media";
import { createNotifications, mailboxOf, type MessageTransport } from "@ninefold/notifications";
import { createAnalytics, createTelemetry, type Telemetry } from "@ninefold/observability";
import {
  createAudit,
  createExports,
  createIdempotency,
  createLimits,
  createSafety,
  type SafetyStore,
} from "@ninefold/ops-safety";
import { type AnyTx, createRunAdmin, createWorkflows, type WorkflowEngine } from "@ninefold/workflows";
import { chosenAdapters } from "./adapters.ts";
import { audiences } from "./audiences.ts";
import { CONNECTIONS, type ProcessKind } from "./connections.ts";
import { type Env, isShared } from "./env.ts";
import { exporters } from "./exporters.ts";
import { FLAGS } from "./flags.ts";
import { createHealth, version } from "./health.ts";
import { jobs } from "./jobs.ts";
import { mailSources } from "./mail-sources.ts";
import { createMetrics } from "./metrics.ts";
import { createProjects } from "./product/projects.ts";
import { createTasks } from "./product/tasks.ts";
import { reactions } from "./reactions.ts";
import { aroundAttempt } from "./run-log.ts";
import { readRunbooks } from "./runbooks.ts";

export type System = Awaited<ReturnType<typeof compose>>;

/** The whole system on one screen: every box, and every arrow between boxes. An SDK that was not chosen is never loaded. */
export async function compose(env: Env, options: ComposeOptions = {}) {
  const { runs = "api", onQuery, payments: given, mail: givenMail, writeLine, looksOnly = false } = options;
  const atEnd: (() => Promise<void>)[] = [];
  const connections = CONNECTIONS[runs];
  const prepare = env.DATABASE_PREPARED_STATEMENTS === "on";

  const lines = async () =>
    (await import("@ninefold/observability/log")).logTelemetry({
      level: env.LOG_LEVEL,
      ...(writeLine && { write: writeLine }),
    });
  const sink = await choose<typeof env.OBSERVABILITY_PROVIDER, Telemetry>(env.OBSERVABILITY_PROVIDER, {
    "posthog-sentry": async () =>
      (await import("@ninefold/observability/posthog-sentry")).posthogSentryTelemetry({
        posthog: { apiKey: env.POSTHOG_API_KEY ?? "", host: env.POSTHOG_HOST },
        sentry: { dsn: env.SENTRY_DSN ?? "", environment: env.NINEFOLD_STAGE, release: version },
        lines: await lines(),
      }),
    log: lines,
    memory: async () => (await import("@ninefold/observability/memory")).memoryTelemetry(),
  });
  const metricsToken = env.OBSERVABILITY_METRICS_TOKEN;
  const meter = metricsToken && (await import("@ninefold/observability/prometheus")).prometheusMeter();
  const telemetry = createTelemetry(sink, { meter: meter || undefined });
  const count = (name: string, attributes: Readonly<Record<string, string>>) =>
    telemetry.measure({ name, kind: "count", value: 1, unit: "1", attributes });
  const database = openDatabase({
    appUrl: env.DATABASE_APP_URL,
    systemUrl: env.DATABASE_SYSTEM_URL,
    appConnections: connections.app,
    systemConnections: connections.system,
    prepare,
    traceparent: () => telemetry.context()?.traceparent,
    ...(onQuery && { onQuery }),
    onSystemUse: ({ system, context: { reason, requestId } }) => {
      // The relay looks every second, and what operators decided is read every few.
      telemetry.log(reason === "relay" || reason === "safety" ? "debug" : "info", "cross-tenant access", {
        system,
        reason,
        requestId,
      });
      telemetry.measure({
        name: "tenancy.system_use",
        kind: "count",
        value: 1,
        unit: "1",
        attributes: { system, reason },
      });
    },
  });

  const safetyStore = await choose<typeof env.OPS_SAFETY_PROVIDER, SafetyStore>(env.OPS_SAFETY_PROVIDER, {
    postgres: async () =>
      (await import("@ninefold/ops-safety/postgres")).postgresSafety({
        doors: database.doorsOf("ops-safety"),
        listen: database.listen,
        now,
        onStale: (error) => telemetry.captureError(error, { dependency: "ops_safety" }),
      }),
    memory: async () => (await import("@ninefold/ops-safety/memory")).memorySafety(),
    none: async () => (await import("@ninefold/ops-safety/none")).noSafety(),
  });
  const safety = createSafety(safetyStore, {
    assertNoOpenTransaction,
    now,
    captureError: telemetry.captureError,
    recordCall: ({ durationMs, ...attributes }) =>
      telemetry.measure({ name: "ops_safety.call", kind: "distribution", value: durationMs, unit: "ms", attributes }),
    recordBreaker: ({ dependency, to }) => {
      telemetry.log(to === "open" ? "warn" : "info", "breaker", { dependency, to });
      count("ops_safety.breaker", { dependency, to });
    },
    recordChange: (change) => audit.recordOperator(change),
    flags: FLAGS,
    role: runs,
  });
  atEnd.push(safety.close);
  if (!looksOnly) safety.start();

  const records = { doors: database.doorsOf("ops-safety"), now, encryptionKey: sealingKey(env) };
  const audit = createAudit({
    ...records,
    onUnknownActor: (attributes) => {
      telemetry.log("error", "nobody is known to have done this", attributes);
      count("ops_safety.unknown_actor", { action: attributes.action });
    },
  });
  const limits = createLimits({
    ...records,
    factor: (env.OPS_SAFETY_LIMITS ?? (isShared(env.NINEFOLD_STAGE) ? "standard" : "relaxed")) === "relaxed" ? 100 : 1,
    onUncounted: ({ class: name }) => count("ops_safety.uncounted_request", { class: name }),
  });
  const idempotency = createIdempotency(records);

  const people = await choose<typeof env.IDENTITY_PROVIDER, IdentityProvider>(env.IDENTITY_PROVIDER, {
    "better-auth": async () => {
      const adapter = (await import("@ninefold/identity/better-auth")).betterAuthIdentity({
        databaseUrl: env.DATABASE_IDENTITY_URL,
        secret: env.BETTER_AUTH_SECRET ?? "",
        origin: env.APP_URL,
        cookiePrefix: "ninefold",
        attemptsPerMinute: isShared(env.NINEFOLD_STAGE) ? 10 : 1_000,
        maxConnections: connections.identity,
        prepare,
        cause: telemetry.context,
        onWarning: (message) => telemetry.log("warn", message, { system: "identity" }),
      });
      atEnd.push(adapter.close);
      return adapter;
    },
    "single-user": async () => {
      const { singleUserIdentity } = await import("@ninefold/identity/none");
      const owner = { id: SINGLE_USER_ID, name: "Owner", email: "owner@localhost", locale: "en" } as const;
      return singleUserIdentity(owner, { id: SINGLE_USER_ID, slug: "home", name: "Home" });
    },
    memory: async () => (await import("@ninefold/identity/memory")).memoryIdentity(),
  });
  const identity = createIdentity(people, {
    slugSuffix: () => randomBytes(3).toString("hex"),
    doors: database.doorsOf("identity"),
    now,
    origin: env.APP_URL,
  });

  const engine = await choose<typeof env.WORKFLOWS_PROVIDER, WorkflowEngine>(env.WORKFLOWS_PROVIDER, {
    trigger: async () =>
      (await import("@ninefold/workflows/trigger")).triggerDevWorkflows({
        secretKey: env.TRIGGER_SECRET_KEY ?? "",
        baseUrl: env.TRIGGER_API_URL,
        guard: safety.guard,
        now,
      }),
    postgres: async () => {
      const { postgresWorkflows } = await import("@ninefold/workflows/postgres");
      return postgresWorkflows({
        databaseUrl: env.DATABASE_QUEUE_URL,
        maxConnections: connections.queue,
        onWarning: (message) => telemetry.log("warn", message, { system: "workflows" }),
      });
    },
    inline: async () => (await import("@ninefold/workflows/inline")).inlineWorkflows(),
    memory: async () => (await import("@ninefold/workflows/memory")).memoryWorkflows(),
  });
  const work = {
    doors: database.doorsOf("workflows"),
    jobs: () => jobs({ notifications, billing, personalExports, analytics }),
    reactions: () => reactions({ notifications, audit, analytics }),
    now,
  };
  const runAdmin = createRunAdmin({ ...work, audit: audit.write });
  const workflows = createWorkflows(engine, {
    ...work,
    around: aroundAttempt(telemetry),
    importFacts: (publish) => identity.moveFacts(publish),
    listen: (onHint) => database.listen("ninefold_outbox", onHint),
    assertNoOpenTransaction,
    captureError: (error, context) => telemetry.captureError(error, { ...context }),
  });

  const payments =
    given ??
    (await choose<typeof env.BILLING_PROVIDER, BillingProvider>(env.BILLING_PROVIDER, {
      dodo: async () =>
        (await import("@ninefold/billing/dodo")).dodoBilling({
          apiKey: env.DODO_PAYMENTS_API_KEY ?? "",
          webhookKey: env.DODO_PAYMENTS_WEBHOOK_KEY ?? "",
          baseUrl: env.DODO_PAYMENTS_BASE_URL ?? "",
        }),
      none: async () => (await import("@ninefold/billing/none")).noBilling(),
      memory: async () => (await import("@ninefold/billing/memory")).memoryBilling(),
    }));
  const billing = createBilling(payments, {
    doors: database.doorsOf("billing"),
    enqueue: workflows.enqueue,
    publish: workflows.publish,
    guard: safety.guard,
    captureError: telemetry.captureError,
    now,
  });

  const mail =
    givenMail ??
    (await choose<typeof env.NOTIFICATIONS_EMAIL_PROVIDER, MessageTransport>(env.NOTIFICATIONS_EMAIL_PROVIDER, {
      resend: async () =>
        (await import("@ninefold/notifications/resend")).resendEmail({
          apiKey: env.RESEND_API_KEY ?? "",
          webhookSecret: env.RESEND_WEBHOOK_SECRET,
          ...(env.RESEND_BASE_URL !== undefined && { baseUrl: env.RESEND_BASE_URL }),
        }),
      none: async () => (await import("@ninefold/notifications/none")).noMessages(),
      memory: async () => (await import("@ninefold/notifications/memory")).memoryMessages(),
    }));
  const notifications = createNotifications(mail, {
    doors: database.doorsOf("notifications"),
    enqueue: workflows.enqueue,
    guard: safety.guard,
    now,
    from: env.NOTIFICATIONS_FROM === undefined ? undefined : mailboxOf(env.NOTIFICATIONS_FROM),
    encryptionKey: keyFrom(env.NOTIFICATIONS_ENCRYPTION_KEY),
    sources: mailSources(identity, env.APP_URL),
    audiences: audiences(people),
    listen: database.listen,
    onIgnoredReport: (event) => count("notifications.ignored_report", { event }),
  });
  atEnd.push(notifications.live.close);

  const storage = await choose<typeof env.MEDIA_PROVIDER, MediaStorage>(env.MEDIA_PROVIDER, {
    imagekit: async () =>
      (await import("@ninefold/media/imagekit")).imagekitMedia({
        publicKey: env.IMAGEKIT_PUBLIC_KEY ?? "",
        privateKey: env.IMAGEKIT_PRIVATE_KEY ?? "",
        urlEndpoint: env.IMAGEKIT_URL_ENDPOINT ?? "",
        ...(env.IMAGEKIT_BASE_URL !== undefined && { baseUrl: env.IMAGEKIT_BASE_URL }),
      }),
    none: async () => (await import("@ninefold/media/none")).noMedia(),
    memory: async () => (await import("@ninefold/media/memory")).memoryMedia(),
  });
  const projects = createProjects({
    doors: database.doorsOf("product"),
    allow: billing.allow,
    reserve: billing.reserve,
    audit: audit.write,
    forgetFiles: (tx, id) => media.forgetAttached(tx, { type: "project", id }),
  });
  const tasks = createTasks({
    doors: database.doorsOf("product"),
    allow: billing.allow,
    audit: audit.write,
    memberNames: async ({ tenantId }) =>
      new Map((await people.listMembers(tenantId)).map(({ person }) => [person.id, person.name])),
  });

  // No plan limits storage yet: `reserve` is left out.
  const media = createMedia(storage, {
    doors: database.doorsOf("media"),
    guard: safety.guard,
    now,
    showPicture: (of, key) => identity.setPicture("personId" in of ? { userId: of.personId } : of, key),
    hasTarget: (context, { id }) => projects.exists(context, id),
    audit: audit.write,
  });

  const personalExports = createExports({
    ...records,
    enqueue: workflows.enqueue,
    audit: audit.write,
    exporters: exporters({ identity, notifications, projects, tasks, media }),
  });

  const analytics = createAnalytics<AnyTx>({
    enqueue: workflows.enqueue,
    guard: safety.guard,
    trackOnce: telemetry.trackOnce,
    findOwner: async (workspaceId) => {
      const members = await people.listMembers(workspaceId);
      return members.find(({ role }) => role === "owner")?.person.id;
    },
  });
  const metrics = meter && metricsToken ? createMetrics(meter, metricsToken, { database, workflows, now }) : undefined;

  let leaving = false;
  const staysUp = async () => {
    if (leaving) throw new Error("this process has been told to end");
  };
  const health = createHealth({ ping: database.ping, checks: { process: staysUp }, now });

  return {
    identity,
    billing,
    notifications,
    workflows,
    runAdmin,
    telemetry,
    analytics,
    metrics,
    media,
    safety,
    audit,
    limits,
    idempotency,
    personalExports,
    projects,
    tasks,
    /** What operators read beside a dependency that is down. */
    runbooks: () => readRunbooks(),
    health,
    adapters: chosenAdapters(env),
    /** The bare adapters, for `system doctor` alone: whoever serves people uses the systems above. */
    ports: {
      identity: people,
      billing: payments,
      notifications: mail,
      workflows: engine,
      observability: sink,
      media: storage,
      "ops-safety": safetyStore,
    },
    /** From here on health says that this process goes: whoever sends it requests should look elsewhere. */
    leave: () => {
      leaving = true;
    },
    /** For a failure that ends the process. */
    async lastWords(error: unknown) {
      telemetry.captureError(error, { isFatal: true });
      await telemetry.flush({ signal: AbortSignal.timeout(800) });
    },
    /** Ends every connection and hands over what is buffered. Nothing may use the system afterwards. */
    async close() {
      await Promise.all(atEnd.map((close) => close()));
      await database.close();
      await telemetry.flush({ signal: AbortSignal.timeout(2_000) });
    },
  };
}

interface ComposeOptions {
  /** What this process is for; decides how many connections it may hold. */
  readonly runs?: ProcessKind;
  readonly onQuery?: OnQuery;
  /** In place of the chosen one, for tests that hold its levers. */
  readonly payments?: BillingProvider;
  readonly mail?: MessageTransport;
  /** Takes each line of the log; standard output when absent. */
  readonly writeLine?: (line: string) => void;
  /** True: nothing is begun by itself, and nobody is told of this process. */
  readonly looksOnly?: boolean;
}
type OnQuery = NonNullable<Parameters<typeof openDatabase>[0]["onQuery"]>;

const now = () => new Date();
const keyFrom = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text, "base64url"));
const SINGLE_USER_ID = "00000000-0000-4000-8000-000000000001";

/** Where none is given, as on a person's own machine, one that every process of this clone makes alike. */
function sealingKey(env: Env): Uint8Array {
  const given = keyFrom(env.OPS_SAFETY_ENCRYPTION_KEY);
  const secret = env.BETTER_AUTH_SECRET ?? randomBytes(32);
  return given ?? new Uint8Array(hkdfSync("sha256", secret, "", "ops-safety", 32));
}

async function choose<Name extends string, Adapter>(
  name: Name,
  adapters: Readonly<Record<Name, () => Promise<Adapter>>>,
): Promise<Adapter> {
  return adapters[name]();
}
