import type { Target } from "@ninefold/testing/conformance-kit";
import {
  type PosthogEmulator,
  type ReportedError,
  type ReportedException,
  type SentryEmulator,
  startEmulator,
} from "@ninefold/testing/emulators";
import { createTelemetry } from "@ninefold/observability";
import { logTelemetry } from "@ninefold/observability/log";
import { memoryTelemetry } from "@ninefold/observability/memory";
import { posthogSentryTelemetry } from "@ninefold/observability/posthog-sentry";
import type { TelemetryRule, TelemetrySubject, Written } from "./conformance.ts";

export const targets = {
  log: { make: makeLog, capabilities: { countsOnce: false } },
  memory: { make: makeMemory, capabilities: { countsOnce: true } },
  "posthog-sentry": { make: makePosthogSentry, capabilities: { countsOnce: true }, close: closeVendors },
} satisfies Record<string, Target<TelemetrySubject, TelemetryRule>>;

function makeLog(): TelemetrySubject {
  const { lines, bare } = linesOf();
  return { telemetry: createTelemetry(bare), bare, written: async () => lines.map(readLine) };
}

function makeMemory(): TelemetrySubject {
  const bare = memoryTelemetry();
  return { telemetry: createTelemetry(bare), bare, written: async () => bare.records() };
}

interface Vendors {
  readonly posthog: PosthogEmulator;
  readonly sentry: SentryEmulator;
}
const vendorsOf = new WeakMap<TelemetrySubject, Vendors>();

/** Both vendors' own SDKs and our adapter as in production, against the vendors' emulators. */
async function makePosthogSentry(): Promise<TelemetrySubject> {
  const [posthog, sentry] = await Promise.all([startEmulator("posthog"), startEmulator("sentry")]);
  return subjectOn({ posthog, sentry }, (url) => url);
}

/** The same vendors and a new adapter, with something in between: `through` is given an address, and answers the one to use. */
export function rewired(subject: TelemetrySubject, through: (url: string) => string): TelemetrySubject {
  const vendors = vendorsOf.get(subject);
  if (vendors === undefined) throw new Error("there is no wire to break");
  return subjectOn(vendors, through);
}

function subjectOn(vendors: Vendors, through: (url: string) => string): TelemetrySubject {
  const { posthog, sentry } = vendors;
  const { lines, bare: line } = linesOf();
  const bare = posthogSentryTelemetry({
    posthog: { apiKey: posthog.apiKey, host: through(posthog.url), timeoutMs: 2_000 },
    sentry: { dsn: dsnThrough(sentry.dsn, through), environment: "test", release: "1", timeoutMs: 2_000 },
    lines: line,
  });
  const subject: TelemetrySubject = {
    telemetry: createTelemetry(bare),
    bare,
    async written() {
      await bare.flush();
      // What the lines say of an error is what the vendor is to say.
      const others = lines.map(readLine).filter(({ kind }) => kind !== "error");
      const errors = sentry.errors().toReversed().map(readError);
      return [...others, ...errors, ...posthog.events().toReversed().map(readEvent)];
    },
  };
  vendorsOf.set(subject, vendors);
  return subject;
}

/** The key stays in front of the host, and the project behind the path. */
function dsnThrough(dsn: string, through: (url: string) => string): string {
  const { origin, username, pathname } = new URL(dsn);
  return `${through(origin).replace("://", `://${username}@`)}${pathname}`;
}

async function closeVendors(subject: TelemetrySubject): Promise<void> {
  const vendors = Object.values(vendorsOf.get(subject) ?? {});
  await Promise.all(vendors.map((vendor) => vendor.close()));
  const unknown = vendors.flatMap((vendor) => vendor.unknownRequests());
  if (unknown.length > 0) throw new Error(`an emulator was asked for what it does not know: ${unknown[0]?.path}`);
}

function linesOf() {
  const lines: string[] = [];
  return { lines, bare: logTelemetry({ write: (line) => void lines.push(line), level: "debug" }) };
}

const readLine = (line: string): Written => JSON.parse(line);

function readEvent({ id, event: name, distinctId: actorId, groups, properties, at }: EventOf): Written {
  const own = Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith("$")));
  const event = { name, actorId, tenantId: groups["workspace"] ?? null, properties: own };
  // A plain event's id and moment are the SDK's own.
  return { kind: "event", event: at.getTime() < SINCE ? { ...event, id, occurredAt: at.toISOString() } : event };
}
type EventOf = ReturnType<PosthogEmulator["events"]>[number];
const SINCE = Date.now() - 60 * 60_000;

function readError({ exceptions, tags, userId, extra }: ReportedError): Written {
  const top = exceptions.find(({ mechanism }) => mechanism["parent_id"] === undefined);
  const fields = { ...tags, ...extra, ...(userId !== undefined && { userId }) };
  return { kind: "error", level: "error", error: top && readException(top, exceptions), fields };
}

/** The tree that the list was made from. */
function readException(one: ReportedException, all: readonly ReportedException[]): unknown {
  const children = all.filter(({ mechanism }) => mechanism["parent_id"] === one.mechanism["exception_id"]);
  const cause = children.find(({ mechanism }) => mechanism["source"] === "cause");
  const errors = children.filter((child) => child !== cause);
  const data = one.mechanism["data"];
  return {
    ...(typeof data === "object" ? data : {}),
    name: one.type,
    message: one.value,
    stack: one.frames.map((frame) => `at ${frame.function} (${frame.filename}:${frame.line})`),
    ...(cause && { cause: readException(cause, all) }),
    ...(errors.length > 0 && { errors: errors.map((child) => readException(child, all)) }),
  };
}
