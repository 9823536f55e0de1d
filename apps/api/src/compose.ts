import { hkdfSync, randomBytes } from "node:crypto";
import { type BillingProvider, createBilling } from "@ninefold/billing";
import { createIdentity } from "@ninefold/identity";
import { assertNoOpenTransaction, openDatabase } from "@ninefold/identity/tenancy";
import { createMedia } from "@ninefold/media";
import { createNotifications, mailboxOf, type MessageTransport } from "@ninefold/notifications";
import { createAnalytics, createTelemetry } from "@ninefold/observability";
import {
  createAudit,
  createExports,
  createIdempotency,
  createLimits,
  createSafety,
  eraseSafetyRecords,
} from "@ninefold/ops-safety";
import {
  type AnyTx,
  createDeadLetters,
  createOwnRuns,
  createRunAdmin,
  createScheduleAdmin,
  createWorkflows,
  databaseClock,
} from "@ninefold/workflows";
import { chosenAdapters } from "./adapters.ts";
import { audiences } from "./audiences.ts";
import {
  chooseEngine,
  chooseIdentity,
  chooseMail,
  chooseMeter,
  choosePasswordRules,
  chooseSignUpRules,
  choosePayments,
  chooseSafetyStore,
  chooseSignInsOfWorkspaces,
  chooseSocial,
  chooseStorage,
  chooseTelemetry,
  limitFactor,
} from "./choose.ts";
import { CONNECTIONS, type ProcessKind } from "./connections.ts";
import type { Env } from "./env.ts";
import { createErasure } from "./erasure.ts";
import { exporters } from "./exporters.ts";
import { FLAGS } from "./flags.ts";
import { createHealth } from "./health.ts";
import { jobs } from "./jobs.ts";
import { mailSources } from "./mail-sources.ts";
import { createMetrics } from "./metrics.ts";
import { eraseProduct } from "./product/erasure.ts";
import { createProjects } from "./product/projects.ts";
import { createTasks } from "./product/tasks.ts";
import { reactions } from "./reactions.ts";
import { aroundAttempt } from "./run-log.ts";
import { readRunbooks } from "./runbooks.ts";

export type System = Awaited<ReturnType<typeof compose>>;

/** The whole system: every box, and every arrow between boxes. */
export async function compose(env: Env, options: ComposeOptions = {}) {
  const { runs = "api", onQuery, payments: given, mail: givenMail, writeLine, looksOnly = false } = options;
  const atEnd: (() => Promise<void>)[] = [];
  const connections = CONNECTIONS[runs];
  const prepare = env.DATABASE_PREPARED_STATEMENTS === "on";

  const sink = await chooseTelemetry(env, { writeLine });
  const metricsToken = env.OBSERVABILITY_METRICS_TOKEN;
  const meter = await chooseMeter(env);
  const telemetry = createTelemetry(sink, { meter });
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

  const safetyStore = await chooseSafetyStore(env, {
    database,
    now,
    onStale: (error) => telemetry.captureError(error, { dependency: "ops_safety" }),
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
    factor: limitFactor(env),
    onUncounted: ({ class: name }) => count("ops_safety.uncounted_request", { class: name }),
  });
  const idempotency = createIdempotency(records);

  const passwords = await choosePasswordRules(env, {
    guard: safety.guard,
    onUnasked: () => count("identity.unasked_breaches", {}),
  });
  const areSignUpsClosed = () => safety.isSwitchedOff("sign-ups");
  const signUps = await chooseSignUpRules(env, {
    guard: safety.guard,
    isClosed: areSignUpsClosed,
    onUnasked: () => count("identity.unasked_humans", {}),
  });
  const { openId, ...signIns } = await chooseSignInsOfWorkspaces(env);
  const people = await chooseIdentity(env, {
    guard: safety.guard,
    passwords,
    signUps,
    social: await chooseSocial(env, { guard: safety.guard }),
    openId,
    maxConnections: connections.identity,
    prepare,
    cause: telemetry.context,
    onWarning: (message) => telemetry.log("warn", message, { system: "identity" }),
    atEnd: (close) => atEnd.push(close),
  });
  const identity = createIdentity(people, {
    slugSuffix: () => randomBytes(3).toString("hex"),
    doors: database.doorsOf("identity"),
    now,
    origin: env.APP_URL,
    disposable: signUps.disposable,
    openId,
    ...signIns,
    isPaidOn: (context) => billing.renews(context),
    eraseElsewhere: (workspaceId, requestId) => erase(workspaceId, requestId),
    onUncountedUsage: () => count("identity.uncounted_usage", {}),
  });

  const engine = await chooseEngine(env, {
    maxConnections: connections.queue,
    guard: safety.guard,
    now,
    onWarning: (message) => telemetry.log("warn", message, { system: "workflows" }),
  });
  const work = {
    doors: database.doorsOf("workflows"),
    jobs: () =>
      jobs({
        notifications,
        billing,
        identity,
        media,
        audit,
        limits,
        idempotency,
        personalExports,
        analytics,
        workflows,
      }),
    reactions: () => reactions({ notifications, audit, analytics }),
    now,
  };
  const runAdmin = createRunAdmin({ ...work, audit: audit.write, letGo: (id) => workflows.letGo(id) });
  const deadLetters = createDeadLetters({ ...work, audit: audit.write });
  const workflows = createWorkflows(engine, {
    ...work,
    databaseNow: databaseClock(work.doors),
    keepDays: env.WORKFLOWS_KEEP_DAYS,
    around: aroundAttempt(telemetry),
    importFacts: (publish) => identity.moveFacts(publish),
    listen: (onHint) => database.listen("ninefold_outbox", onHint),
    assertNoOpenTransaction,
    captureError: (error, context) => telemetry.captureError(error, { ...context }),
  });
  const scheduleAdmin = createScheduleAdmin({ ...work, audit: audit.write, enqueue: workflows.enqueue });
  const ownRuns = createOwnRuns({ ...work, stop: workflows.cancel, audit: audit.write });

  const payments = given ?? (await choosePayments(env));
  const billing = createBilling(payments, {
    doors: database.doorsOf("billing"),
    enqueue: workflows.enqueue,
    publish: workflows.publish,
    audit: audit.write,
    guard: safety.guard,
    captureError: telemetry.captureError,
    now,
  });

  const mail = givenMail ?? (await chooseMail(env));
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

  const storage = await chooseStorage(env);
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

  const erase = createErasure({
    doors: database.doorsOf("ops-safety"),
    billing,
    erasers: [
      eraseProduct,
      media.eraseWorkspace,
      notifications.eraseWorkspace,
      billing.eraseWorkspace,
      workflows.eraseWorkspace,
      eraseSafetyRecords,
    ],
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

  // A job that is declared wrongly ends the start, and not the first request that needs one.
  work.jobs();

  let leaving = false;
  const staysUp = async () => {
    if (leaving) throw new Error("this process has been told to end");
  };
  const health = createHealth({ ping: database.ping, checks: { process: staysUp }, now });

  return {
    identity,
    /** Whether anybody may make an account, and what the page has to show for it. */
    signUps: { isClosed: areSignUpsClosed, widget: signUps.human?.widget ?? null },
    billing,
    notifications,
    workflows,
    runAdmin,
    deadLetters,
    scheduleAdmin,
    ownRuns,
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
      // While there are connections to hand it over.
      await identity.closeUsage();
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

/** Where none is given, as on a person's own machine, one that every process of this clone makes alike. */
function sealingKey(env: Env): Uint8Array {
  const given = keyFrom(env.OPS_SAFETY_ENCRYPTION_KEY);
  const secret = env.BETTER_AUTH_SECRET ?? randomBytes(32);
  return given ?? new Uint8Array(hkdfSync("sha256", secret, "", "ops-safety", 32));
}
